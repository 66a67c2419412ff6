using Customization.Client.Listing;
using Customization.Client.Wire;
using Microsoft.Extensions.Logging;

namespace Customization.Grains.Entities;

/// <summary>Puts the latest state of one entity into the index, at most once per
/// <see cref="GrainLimits.ReportInterval"/>, until it succeeds.</summary>
internal sealed partial class StateReports(GrainParts parts)
{
    private StateMessage? _latest;
    private bool _isRunning;

    /// <summary>A state became durable.</summary>
    public void Offer(StateMessage state)
    {
        _latest = state;
        if (!_isRunning)
        {
            _isRunning = true;
            _ = Run();
        }
    }

    private async Task Run()
    {
        while (_latest is { } state)
        {
            _latest = null;
            try
            {
                await parts.Grains.GetGrain<IIndexGrain>(IndexPartitions.NameOf(state.Address)).Put(state);
            }
            catch (Exception fault)
            {
                LogReportFailed(parts.Log, fault, state.Address.Kind);
                _latest ??= state;
            }

            await Task.Delay(parts.Limits.ReportInterval);
        }

        _isRunning = false;
    }

    [LoggerMessage(210, LogLevel.Warning, "Could not put a state of kind {Kind} into the index; will repeat")]
    private static partial void LogReportFailed(ILogger log, Exception fault, Domain.Entities.EntityKind kind);
}
