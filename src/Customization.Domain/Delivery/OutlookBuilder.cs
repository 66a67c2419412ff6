using System.Collections.Immutable;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Domain.Delivery;

/// <summary>Keeps what planning needs of the latest entity states and makes an <see cref="Outlook"/> of it.</summary>
/// <remarks>Mutable, owned by the one loop of a shell that refreshes the outlook. Give it every stored component, cell
/// and cell-day at the start and each that changed afterwards; <see cref="Build"/> costs O(changed states +
/// cells x horizon) and returns the same instance while nothing changed.</remarks>
public sealed class OutlookBuilder(ImmutableArray<ShippingLane> lanes)
{
    private readonly Dictionary<string, StockState> _stock = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ComponentOutlook> _components = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, CellState> _cells = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Cell, DateOnly Date), ImmutableArray<MinuteInterval>> _days = [];
    private Outlook? _latest;
    private DateOnly _today;

    /// <summary>A component changed.</summary>
    public void Put(StockState state)
    {
        _stock[state.Component] = state;
        _components.Remove(state.Component);
        _latest = null;
    }

    /// <summary>A cell changed.</summary>
    public void Put(CellState state)
    {
        _cells[state.Cell] = state;
        _latest = null;
    }

    /// <summary>A cell-day changed.</summary>
    public void Put(CellDayState state)
    {
        _days[(state.Cell, state.Date)] = CellDayDecider.FreeOf(state);
        _latest = null;
    }

    /// <summary>What is free now.</summary>
    public Outlook Build(DateTimeOffset now)
    {
        var today = PlantMinute.DayOf(now);
        if (_latest is { } latest && today == _today)
        {
            return latest;
        }

        if (today != _today)
        {
            _components.Clear();
            foreach (var past in _days.Keys.Where(day => day.Date < today).ToArray())
            {
                _days.Remove(past);
            }
        }

        _today = today;
        _latest = new Outlook
        {
            Components = Components(today),
            CellsByCapability = Cells(today),
            Lanes = lanes.ToImmutableSortedDictionary(lane => lane.Code, lane => lane, StringComparer.Ordinal),
        };
        return _latest;
    }

    private ImmutableDictionary<string, ComponentOutlook> Components(DateOnly today)
    {
        foreach (var (component, state) in _stock)
        {
            if (state.Terms is { } terms && !_components.ContainsKey(component))
            {
                _components[component] = new ComponentOutlook(
                    component, StockLedger.Available(state, today), terms.LeadTimeDays);
            }
        }

        return _components.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private ImmutableDictionary<string, ImmutableArray<CellOutlook>> Cells(DateOnly today)
    {
        var byCapability = new Dictionary<string, List<CellOutlook>>(StringComparer.Ordinal);
        foreach (var (cell, state) in _cells)
        {
            if (state.Terms is not { } terms)
            {
                continue;
            }

            var free = ImmutableArray.CreateBuilder<ImmutableArray<MinuteInterval>>();
            for (var i = 0; i <= PlanningLimits.PlanningHorizonDays; i++)
            {
                free.Add(_days.TryGetValue((cell, today.AddDays(i)), out var intervals) ? intervals : []);
            }

            var outlook = new CellOutlook(cell, terms.AutomaticCompletion, today, free.ToImmutable());
            foreach (var capability in terms.Capabilities)
            {
                if (!byCapability.TryGetValue(capability, out var list))
                {
                    byCapability[capability] = list = [];
                }

                list.Add(outlook);
            }
        }

        return byCapability.ToImmutableDictionary(
            pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal);
    }
}
