using System.Reflection;
using System.Text;
using Customization.Client.Entities;
using Customization.Grains.Entities;

namespace Customization.Cluster.Tests.Contract;

/// <summary>What silos and clients of different versions say to each other is written down in <c>Contract.txt</c>: a
/// change of it is a decision, because both versions run side by side during an update.</summary>
public sealed class ContractTests
{
    private static readonly Assembly[] Assemblies = [typeof(IEntityGrain).Assembly, typeof(StoredRecord).Assembly];

    [Fact]
    public void Aliases_ids_and_signatures_are_as_written_down()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Contract");
        var actual = Describe();
        File.WriteAllText(Path.Combine(folder, "Contract.actual.txt"), actual);

        Assert.Equal(File.ReadAllText(Path.Combine(folder, "Contract.txt")).ReplaceLineEndings("\n"), actual);
    }

    [Fact]
    public void Every_interface_every_method_and_every_wire_type_has_an_alias()
    {
        Assert.All(Interfaces(), type =>
        {
            Assert.NotNull(type.GetCustomAttribute<AliasAttribute>(inherit: false));
            Assert.All(type.GetMethods(), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>()));
        });
        Assert.All(Wires(), type => Assert.NotNull(type.GetCustomAttribute<AliasAttribute>(inherit: false)));
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in Interfaces())
        {
            var bases = type.GetInterfaces().Where(Interfaces().Contains).Select(AliasOf);
            text.Append($"interface {AliasOf(type)} : {string.Join(", ", bases)}".TrimEnd(' ', ':')).Append('\n');
            foreach (var method in type.GetMethods().OrderBy(AliasOf, StringComparer.Ordinal))
            {
                var parameters = string.Join(", ", method.GetParameters().Select(it => Name(it.ParameterType)));
                text.Append($"  {AliasOf(method)}({parameters}) -> {Name(method.ReturnType)}\n");
            }
        }

        foreach (var type in Wires())
        {
            text.Append($"wire {AliasOf(type)}\n");
            var members = type.GetFields().Cast<MemberInfo>().Concat(type.GetProperties())
                .Select(member => (member.GetCustomAttribute<IdAttribute>()?.Id, member))
                .Where(member => member.Id is not null).OrderBy(member => member.Id);
            foreach (var (id, member) in members)
            {
                var of = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
                text.Append($"  {id} {Name(of)}\n");
            }
        }

        foreach (var type in Types().Where(type => type.GetCustomAttribute<GrainTypeAttribute>() is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            var name = type.GetCustomAttributesData().Single(data => data.AttributeType == typeof(GrainTypeAttribute))
                .ConstructorArguments[0].Value;
            text.Append($"grain {name} : {string.Join(", ", type.GetInterfaces().Where(Interfaces().Contains)
                .Select(AliasOf).Order(StringComparer.Ordinal))}\n");
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Types() => Assemblies.SelectMany(assembly => assembly.GetExportedTypes());

    private static List<Type> Interfaces() => [.. Types()
        .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        .OrderBy(AliasOf, StringComparer.Ordinal)];

    private static IEnumerable<Type> Wires() => Types()
        .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is not null)
        .OrderBy(AliasOf, StringComparer.Ordinal);

    private static string AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? member.Name;

    private static string Name(Type type) => type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : Nullable.GetUnderlyingType(type) is { } inner ? $"{Name(inner)}?"
        : type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? type.Name;
}
