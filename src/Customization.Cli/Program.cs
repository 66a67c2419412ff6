using System.CommandLine;
using Customization.Cli;
using Customization.Cli.Model;

var root = new RootCommand("The mass-customization engine: configure, price, promise and order.")
{
    ModelCommand.Create(),
    SiloCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
