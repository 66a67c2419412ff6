using Customization.LoadTests.Profiles;

namespace Customization.LoadTests.Journeys;

/// <summary>What a customer would do next, drawn from one answer while it is read: an open value and an excluded one.
/// </summary>
/// <remarks>Questions that are not answered yet come first; each of them is as likely as the next, and a value within
/// one by the profile's preferences. One pass (reservoir sampling), no list. Used by one reader at a time.</remarks>
public sealed class Offer(Random random, Preferences preferences, string product)
{
    private readonly Draw _open = new(random);
    private readonly Draw _changed = new(random);
    private readonly Draw _excluded = new(random);

    /// <summary>An open value of an unanswered question; of an answered one where all are.</summary>
    public (string Characteristic, string Value)? Open => _open.Taken ?? _changed.Taken;

    /// <summary>An excluded value, or null.</summary>
    public (string Characteristic, string Value)? Excluded => _excluded.Taken;

    /// <summary>Begins a new answer.</summary>
    public void Clear()
    {
        _open.Clear();
        _changed.Clear();
        _excluded.Clear();
    }

    /// <summary>A value that can be chosen.</summary>
    /// <param name="isAnswered">The question has a choice already.</param>
    public void AddOpen(ReadOnlySpan<char> characteristic, bool isAnswered, ReadOnlySpan<char> value)
    {
        var weight = preferences.Of(product, characteristic, value);
        (isAnswered ? _changed : _open).Add(characteristic, value, weight);
    }

    /// <summary>A value that conflicts.</summary>
    public void AddExcluded(ReadOnlySpan<char> characteristic, ReadOnlySpan<char> value) =>
        _excluded.Add(characteristic, value, 1);

    /// <summary>The values of one question are over.</summary>
    public void EndCharacteristic()
    {
        _open.End();
        _changed.End();
        _excluded.End();
    }

    /// <summary>One value drawn in two stages: a question, and a value within it.</summary>
    private sealed class Draw(Random random)
    {
        private double _weight;
        private int _questions;
        private (string, string)? _within;

        public (string, string)? Taken { get; private set; }

        public void Clear() => (_weight, _questions, _within, Taken) = (0, 0, null, null);

        public void Add(ReadOnlySpan<char> characteristic, ReadOnlySpan<char> value, double weight)
        {
            _weight += weight;
            if (weight > 0 && random.NextDouble() * _weight < weight)
            {
                _within = (characteristic.ToString(), value.ToString());
            }
        }

        public void End()
        {
            if (_within is { } within && random.Next(++_questions) == 0)
            {
                Taken = within;
            }

            (_weight, _within) = (0, null);
        }
    }
}
