using System.Collections;
using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using Customization.Domain.Entities;
using Customization.Kernel.Queries;

namespace Customization.Domain.Tests.Runtime;

/// <summary>Makes an instance of any record of the Domain with telling values in every property.</summary>
public static class Samples
{
    private const int DepthMax = 8;

    public static object Of(Type type) => Make(type, 0)!;

    private static object? Make(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, depth);
        }

        return Simple(type) ?? Collection(type, depth) ?? Record(type, depth);
    }

    private static object? Simple(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        }

        return type switch
        {
            _ when type == typeof(string) => "text",
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => 7,
            _ when type == typeof(long) => 8_000_000_000L,
            _ when type == typeof(short) => (short)9,
            _ when type == typeof(byte) => (byte)10,
            _ when type == typeof(uint) => 11u,
            _ when type == typeof(ulong) => 12ul,
            _ when type == typeof(double) => 0.1,
            _ when type == typeof(decimal) => 12.50m,
            _ when type == typeof(BigInteger) => BigInteger.Pow(7, 60),
            _ when type == typeof(DateTimeOffset) => World.Start.AddTicks(1234567),
            _ when type == typeof(DateTime) => new DateTime(2026, 2, 28, 13, 30, 15),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 2, 28),
            _ when type == typeof(TimeOnly) => new TimeOnly(13, 30),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(90),
            _ when type == typeof(Guid) => new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            _ when type == typeof(Selection) => Selection.From([1, -1, 0]),
            _ when type == typeof(DayOfWeek) => DayOfWeek.Friday,
            _ => null,
        };
    }

    private static object? Collection(Type type, int depth)
    {
        if (type.IsArray)
        {
            var array = Array.CreateInstance(type.GetElementType()!, 1);
            array.SetValue(Make(type.GetElementType()!, depth + 1), 0);
            return array;
        }

        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return null;
        }

        var arguments = type.GetGenericArguments();
        var empty = type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var add = type.GetMethod("Add", arguments)!;
        return depth > DepthMax
            ? empty
            : add.Invoke(empty, [.. arguments.Select(argument => Make(argument, depth + 1))]);
    }

    private static object? Record(Type type, int depth)
    {
        if (depth > DepthMax)
        {
            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        if (type.IsAbstract)
        {
            return Make(EntityJson.Concrete(type)[^1], depth + 1);
        }

        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .Where(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length);
        var made = constructor is null
            ? type.GetField("None")?.GetValue(null) ?? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(it => Make(it.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }))
        {
            var isGiven = constructor?.GetParameters().Any(parameter => parameter.Name == property.Name) ?? false;
            if (!isGiven)
            {
                property.SetValue(made, Make(property.PropertyType, depth + 1));
            }
        }

        return made;
    }
}
