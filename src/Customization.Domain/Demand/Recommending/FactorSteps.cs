using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>The factors while they are learned: gradient steps of a size that adapts to each of them.</summary>
/// <remarks>A literal's logarithm is that of its characteristic plus its own, which is drawn to 0, so that values
/// seldom seen share what their characteristic learned. Source: Kingma, Ba 2015, Adam. Mutable, owned by one learner.
/// </remarks>
internal sealed class FactorSteps
{
    private const float Momentum = 0.9f;
    private const float Memory = 0.99f;
    private const float LogFactorMin = -5;
    private const float LogFactorMax = 0.3f;
    private const float OwnStep = 0.3f;
    private const float OwnShrinks = 0.02f;
    private const float ExponentStep = 0.2f;

    private readonly ProductModel _model;
    private readonly float[] _common;
    private readonly float[] _own;
    private readonly float[] _gradient;
    private readonly float[] _mean;
    private readonly float[] _square;
    private float _exponent;
    private int _steps;

    public FactorSteps(ProductModel model, VoteFactors start)
    {
        _model = model;
        _common = new float[model.Characteristics.Length];
        _own = new float[model.LiteralCount];
        for (var i = 0; i < _common.Length; i++)
        {
            var offset = model.Offset(new CharacteristicIndex(i));
            var literals = start.LogFactors.AsSpan(offset, model.Characteristics[i].Values.Length);
            var sum = 0f;
            foreach (var logFactor in literals)
            {
                sum += logFactor;
            }

            _common[i] = sum / literals.Length;
            for (var value = 0; value < literals.Length; value++)
            {
                _own[offset + value] = literals[value] - _common[i];
            }
        }

        _exponent = start.CountExponent;
        var parameters = _common.Length + _own.Length + 1;
        (_gradient, _mean, _square) = (new float[parameters], new float[parameters], new float[parameters]);
    }

    /// <summary>The power of how often a configuration was sold.</summary>
    public float Exponent => _exponent;

    /// <summary>What remains of a vote for a literal once it is gone.</summary>
    public float Factor(int literal) => MathF.Exp(_common[_model.CharacteristicOf(literal).Value] + _own[literal]);

    /// <summary>By how much more the votes for a literal should have counted.</summary>
    public void Add(int literal, float gradient)
    {
        _gradient[_model.CharacteristicOf(literal).Value] += gradient;
        _gradient[_common.Length + literal] += gradient;
    }

    /// <summary>By how much larger the exponent should have been.</summary>
    public void AddExponent(float gradient) => _gradient[^1] += gradient;

    /// <summary>Goes a step along what was added up. O(literals).</summary>
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
        [.. Enumerable.Range(0, _own.Length).Select(literal => MathF.Log(Factor(literal)))], _exponent);

    private void Move(int parameter, float step)
    {
        var own = parameter - _common.Length;
        if (own < 0)
        {
            _common[parameter] = Math.Clamp(_common[parameter] + step, LogFactorMin, LogFactorMax);
        }
        else if (own < _own.Length)
        {
            _own[own] = (_own[own] + (step * OwnStep)) * (1 - OwnShrinks);
        }
        else
        {
            _exponent = Math.Clamp(_exponent + (step * ExponentStep), 0, 1);
        }
    }
}
