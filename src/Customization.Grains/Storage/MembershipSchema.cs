namespace Customization.Grains.Storage;

/// <summary>The membership of silos in PostgreSQL: our tables, and the statements that Orleans' ADO.NET provider runs
/// on them, which it looks up by key in the table <c>OrleansQuery</c>.</summary>
/// <remarks>One row per silo and one version per cluster. A change names the version that it saw and raises it in the
/// same statement, so that of two silos which change the membership at once one has to read again.</remarks>
internal static class MembershipSchema
{
    /// <summary>Makes what is missing and brings the statements up to date.</summary>
    public const string Create = """

        CREATE TABLE IF NOT EXISTS customization_cluster (
            cluster TEXT PRIMARY KEY,
            version INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS customization_silo (
            cluster TEXT NOT NULL REFERENCES customization_cluster,
            address TEXT NOT NULL,
            port INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            silo_name TEXT NOT NULL,
            host_name TEXT NOT NULL,
            status INTEGER NOT NULL,
            proxy_port INTEGER,
            suspect_times TEXT,
            start_time TIMESTAMPTZ NOT NULL,
            alive_time TIMESTAMPTZ NOT NULL,
            PRIMARY KEY (cluster, address, port, generation));
        CREATE TABLE IF NOT EXISTS OrleansQuery (
            QueryKey TEXT PRIMARY KEY,
            QueryText TEXT NOT NULL);
        INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
        ('InsertMembershipVersionKey', $query$
            WITH added AS (
                INSERT INTO customization_cluster (cluster, version) VALUES (@DeploymentId, 0)
                ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM added $query$),
        ('InsertMembershipKey', $query$
            WITH raised AS (
                UPDATE customization_cluster SET version = version + 1
                WHERE cluster = @DeploymentId AND version = @Version AND NOT EXISTS (
                    SELECT 1 FROM customization_silo
                    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
                RETURNING cluster),
            added AS (
                INSERT INTO customization_silo (
                    cluster, address, port, generation, silo_name, host_name, status, proxy_port, start_time,
                    alive_time)
                SELECT cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
                    @IAmAliveTime
                FROM raised RETURNING 1)
            SELECT count(*)::int FROM added $query$),
        ('UpdateMembershipKey', $query$
            WITH raised AS (
                UPDATE customization_cluster SET version = version + 1
                WHERE cluster = @DeploymentId AND version = @Version AND EXISTS (
                    SELECT 1 FROM customization_silo
                    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation)
                RETURNING cluster),
            changed AS (
                UPDATE customization_silo
                SET status = @Status, suspect_times = @SuspectTimes, alive_time = @IAmAliveTime
                WHERE cluster IN (SELECT cluster FROM raised)
                    AND address = @Address AND port = @Port AND generation = @Generation
                RETURNING 1)
            SELECT count(*)::int FROM changed $query$),
        ('UpdateIAmAlivetimeKey', $query$
            UPDATE customization_silo SET alive_time = @IAmAliveTime
            WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation $query$),
        ('MembershipReadRowKey', $query$
            SELECT silo.address AS "Address", silo.port AS "Port", silo.generation AS "Generation",
                silo.silo_name AS "SiloName", silo.host_name AS "HostName", silo.status AS "Status",
                silo.proxy_port AS "ProxyPort", silo.suspect_times AS "SuspectTimes",
                silo.start_time AS "StartTime", silo.alive_time AS "IAmAliveTime", one.version AS "Version"
            FROM customization_cluster one LEFT JOIN customization_silo silo
                ON silo.cluster = one.cluster
                AND silo.address = @Address AND silo.port = @Port AND silo.generation = @Generation
            WHERE one.cluster = @DeploymentId $query$),
        ('MembershipReadAllKey', $query$
            SELECT silo.address AS "Address", silo.port AS "Port", silo.generation AS "Generation",
                silo.silo_name AS "SiloName", silo.host_name AS "HostName", silo.status AS "Status",
                silo.proxy_port AS "ProxyPort", silo.suspect_times AS "SuspectTimes",
                silo.start_time AS "StartTime", silo.alive_time AS "IAmAliveTime", one.version AS "Version"
            FROM customization_cluster one LEFT JOIN customization_silo silo USING (cluster)
            WHERE one.cluster = @DeploymentId $query$),
        ('GatewaysQueryKey', $query$
            SELECT address AS "Address", proxy_port AS "ProxyPort", generation AS "Generation"
            FROM customization_silo
            WHERE cluster = @DeploymentId AND status = @Status AND proxy_port > 0 $query$),
        ('DeleteMembershipTableEntriesKey', $query$
            WITH gone AS (DELETE FROM customization_silo WHERE cluster = @DeploymentId)
            DELETE FROM customization_cluster WHERE cluster = @DeploymentId $query$),
        ('CleanupDefunctSiloEntriesKey', $query$
            DELETE FROM customization_silo
            WHERE cluster = @DeploymentId AND alive_time < @IAmAliveTime AND status <> 3 $query$)
        ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
        """;
}
