using System.Collections.Immutable;

namespace Customization.Domain.Demand.Recommending;

/// <summary>The factors while they are learned: gradient steps of a size that adapts to each of them.</summary>
/// <remarks>Source: Kingma, Ba 2015, Adam. Mutable, owned by one learner.</remarks>
internal sealed class FactorSteps
{
    private const float Momentum = 0.9f;
    private const float Memory = 0.99f;
    private const float LogFactorMin = -5;
    private const float LogFactorMax = 0.3f;
    private const float SharpnessMax = 4;
    private const float SharpnessStep = 0.5f;
    private const float SharpnessShrinks = 0.002f;
    private const float ExponentStep = 0.2f;

    private readonly int _characteristics;
    private readonly float[] _values;
    private readonly float[] _gradient;
    private readonly float[] _mean;
    private readonly float[] _square;
    private int _steps;

    public FactorSteps(VoteFactors start)
    {
        _characteristics = start.LogFactors.Length;
        _values = [.. start.LogFactors, .. start.Sharpness, start.CountExponent];
        (_gradient, _mean, _square) =
            (new float[_values.Length], new float[_values.Length], new float[_values.Length]);
    }

    /// <summary>The power of how often a configuration was sold.</summary>
    public float Exponent => _values[^1];

    /// <summary>Logarithm of what remains of a vote once its value of a characteristic is gone.</summary>
    public float LogFactor(int characteristic) => _values[characteristic];

    /// <summary>The power of all factors where a characteristic is asked for.</summary>
    public float Sharpness(int characteristic) => _values[_characteristics + characteristic];

    /// <summary>By how much more the votes for a value that is gone should have counted.</summary>
    public void AddLogFactor(int characteristic, float gradient) => _gradient[characteristic] += gradient;

    /// <summary>By how much larger the sharpness should have been.</summary>
    public void AddSharpness(int characteristic, float gradient) =>
        _gradient[_characteristics + characteristic] += gradient;

    /// <summary>By how much larger the exponent should have been.</summary>
    public void AddExponent(float gradient) => _gradient[^1] += gradient;

    /// <summary>Goes a step along what was added up. O(characteristics).</summary>
    public void Step(float size)
    {
        _steps++;
        for (var i = 0; i < _gradient.Length; i++)
        {
            _mean[i] = (Momentum * _mean[i]) + ((1 - Momentum) * _gradient[i]);
            _square[i] = (Memory * _square[i]) + ((1 - Memory) * _gradient[i] * _gradient[i]);
            var mean = _mean[i] / (1 - MathF.Pow(Momentum, _steps));
            var scale = MathF.Sqrt(_square[i] / (1 - MathF.Pow(Memory, _steps))) + 1e-6f;
            Move(i, size * mean / scale);
            _gradient[i] = 0;
        }
    }

    /// <summary>What was learned.</summary>
    public VoteFactors Result() => new(
        [.. _values[.._characteristics]], [.. _values[_characteristics..^1]], Exponent);

    private void Move(int parameter, float step)
    {
        ref var value = ref _values[parameter];
        if (parameter < _characteristics)
        {
            value = Math.Clamp(value + step, LogFactorMin, LogFactorMax);
        }
        else if (parameter < _values.Length - 1)
        {
            // Drawn to 1, so that a characteristic that is seldom open is asked for like the others.
            var off = (value - 1 + (step * SharpnessStep)) * (1 - SharpnessShrinks);
            value = Math.Clamp(1 + off, 0, SharpnessMax);
        }
        else
        {
            value = Math.Clamp(value + (step * ExponentStep), 0, 1);
        }
    }
}
