using System.CommandLine;
using Customization.Cli;
using Customization.Cli.Cluster;
using Customization.Cli.Model;
using Customization.Cli.Serve;

var root = new RootCommand("The mass-customization engine: configure, price, promise and order.")
{
    ServeCommand.Create(),
    ModelCommand.Create(),
    SiloCommand.Create(),
    GatewayCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
