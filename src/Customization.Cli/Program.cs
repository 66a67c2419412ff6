using System.CommandLine;
using Customization.Cli;
using Customization.Cli.Cluster;
using Customization.Cli.Load;
using Customization.Cli.Model;
using Customization.Cli.Recommend;
using Customization.Cli.Serve;
using Customization.Cli.Simulate;
using Customization.Cli.Store;

var root = new RootCommand("The mass-customization engine: configure, price, promise and order.")
{
    ServeCommand.Create(),
    ModelCommand.Create(),
    RecommendCommand.Create(),
    SimulateCommand.Create(),
    StoreCommand.Create(),
    SiloCommand.Create(),
    GatewayCommand.Create(),
    LoadCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
