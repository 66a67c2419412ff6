using System.CommandLine;
using Customization.Runtime.Journal;

namespace Customization.Cli.Store;

/// <summary><c>customization store</c>: copies, brings back and checks the store of the embedded engine.</summary>
internal static class StoreCommand
{
    /// <summary>The verb with its sub-verbs.</summary>
    public static Command Create() => new("store", "Back up, restore and check the store of the embedded engine.")
    {
        Backup(), Restore(), Check(),
    };

    private static Command Backup()
    {
        var (file, data, json) = (BackupFile(), Data(), CommandLine.Json());
        var command = new Command("backup", "Copy a store to a new file; a server may run on it meanwhile.")
        {
            file, data, json,
        };
        command.SetAction(parsed => Done(
            () => StoreBackup.Save(parsed.GetValue(data)!, parsed.GetValue(file)!), parsed.GetValue(json)));
        return command;
    }

    private static Command Restore()
    {
        var (file, data, json) = (BackupFile(), Data(), CommandLine.Json());
        var command = new Command("restore", "Make the store of a folder that has none from a back-up.")
        {
            file, data, json,
        };
        command.SetAction(parsed => Done(
            () => StoreBackup.Restore(parsed.GetValue(file)!, parsed.GetValue(data)!), parsed.GetValue(json)));
        return command;
    }

    private static Command Check()
    {
        var path = new Argument<string>("PATH") { Description = "A data folder or a back-up file." };
        var json = CommandLine.Json();
        var command = new Command("check", "Read every byte of a store or back-up; exit code 1 where it is damaged.")
        {
            path, json,
        };
        command.SetAction(parsed => Check(parsed.GetValue(path)!, parsed.GetValue(json)));
        return command;
    }

    private static int Check(string path, bool asJson)
    {
        if (!Path.Exists(path))
        {
            throw new InputException($"{path}: there is no such file or folder");
        }

        try
        {
            CommandLine.Print(new { isWhole = true, store = StoreBackup.Check(path) }, asJson);
            return CommandLine.Ok;
        }
        catch (StoreException found)
        {
            CommandLine.Print(new { isWhole = false, reason = found.Message }, asJson);
            return CommandLine.No;
        }
    }

    private static int Done(Func<StoreReport> act, bool asJson)
    {
        try
        {
            CommandLine.Print(act(), asJson);
            return CommandLine.Ok;
        }
        catch (StoreException refused)
        {
            throw new InputException(refused.Message);
        }
    }

    private static Argument<string> BackupFile() =>
        new("FILE") { Description = "The back-up; FILE.sha256 beside it is its checksum." };

    private static Option<string> Data() => new("--data")
    {
        Description = "Folder of the store.",
        DefaultValueFactory = _ => "data",
    };
}
