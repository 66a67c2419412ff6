// Exact possible values by one pass up (what still reaches true) and one pass down (what the root still reaches).
#pragma once
#include <cstdint>
#include <unordered_map>

#include "sifted_bdd.h"

// Nodes as flat arrays, children before parents; 0 is false and 1 is true. Each arc has a literal that must be allowed;
// literal 0 always is: it stands for "not this value". A BDD node has two arcs, an MDD node one per value.
struct Diagram {
    std::vector<int> level{0, 0};        // per node, the characteristic's place; arcs that skip one leave it open
    std::vector<int> arc_start{0, 0, 0};
    std::vector<int> arc_literal, arc_child;
    std::vector<std::vector<int>> open_literals;  // per level what a skipped level leaves open
    std::vector<std::vector<int>> literal;        // per variable and value position; -1 where the value is left out
    int literals = 1, root = 0;

    int nodes() const { return (int)level.size() - 2; }
};

class Extraction {
public:
    // Whole characteristics as nodes (an MDD), or the Booleans as they are.
    static Diagram of(const Model& model, const SiftedBdd& source, bool mdd) {
        Extraction e(model, source, mdd);
        e.diagram.root = e.node(source.root);
        e.diagram.open_literals.push_back({});
        e.diagram.level[0] = e.diagram.level[1] = (int)e.diagram.open_literals.size() - 1;
        return e.diagram;
    }

private:
    const SiftedBdd& source;
    bool mdd;
    Diagram diagram;
    std::unordered_map<int, int> known;
    std::vector<int> place;  // per BDD level

    Extraction(const Model& model, const SiftedBdd& source, bool mdd) : source(source), mdd(mdd) {
        for (size_t x = 0; x < model.names.size(); x++) {
            diagram.literal.emplace_back(model.values[x].size(), -1);
            for (int v : source.code.left[x]) diagram.literal[x][v] = diagram.literals++;
        }
        int before = -1;
        for (size_t level = 0; level < source.code.variable_of.size(); level++) {
            int x = source.code.variable_of[bdd_level2var((int)level)];
            if (!mdd || x != before) {
                diagram.open_literals.push_back({});
                if (source.code.left[x].size() == 2)
                    for (int v : source.code.left[x]) diagram.open_literals.back().push_back(diagram.literal[x][v]);
            }
            before = x;
            place.push_back((int)diagram.open_literals.size() - 1);
        }
    }

    bool is_of(const bdd& at, int variable) const {
        return at != bddfalse && at != bddtrue && source.code.variable_of[bdd_var(at)] == variable;
    }

    int node(const bdd& at) {
        if (at == bddfalse || at == bddtrue) return at == bddtrue;
        auto found = known.find(at.id());
        if (found != known.end()) return found->second;
        std::vector<std::pair<int, int>> arcs;
        int x = source.code.variable_of[bdd_var(at)];
        auto& left = source.code.left[x];
        auto& literal = diagram.literal[x];
        int i = bdd_var(at) - source.code.first[x];
        if (left.size() == 2) {
            arcs = {{literal[left[0]], node(bdd_low(at))}, {literal[left[1]], node(bdd_high(at))}};
        } else if (!mdd) {
            arcs = {{0, node(bdd_low(at))}, {literal[left[i]], node(bdd_high(at))}};
        } else {
            for (bdd b = at; is_of(b, x); b = bdd_low(b)) {
                bdd child = bdd_high(b);
                while (is_of(child, x)) child = bdd_low(child);
                arcs.push_back({literal[left[bdd_var(b) - source.code.first[x]]], node(child)});
            }
        }
        int id = (int)diagram.level.size();
        diagram.level.push_back(place[bdd_var2level(bdd_var(at))]);
        for (auto& arc : arcs) {
            if (arc.second == 0) continue;
            diagram.arc_literal.push_back(arc.first);
            diagram.arc_child.push_back(arc.second);
        }
        diagram.arc_start.push_back((int)diagram.arc_literal.size());
        return known[at.id()] = id;
    }
};

// Recomputes everything after each choice; with `remember` only over the nodes that the choice before left alive.
class Passes {
public:
    Passes(const Diagram& diagram, bool remember)
        : d(diagram), remember(remember), alive(d.level.size()), reached(d.level.size()), allowed(d.literals),
          possible(d.literals), skips(d.open_literals.size() + 1) {
        for (int n = 2; n < (int)d.level.size(); n++) all.push_back(n);
        reset();
    }

    void reset() {
        std::fill(allowed.begin(), allowed.end(), 1);
        left = all;
        alive[0] = 0;
        alive[1] = 1;
    }

    void choose(int variable, int value) {
        for (int literal : d.literal[variable])
            if (literal >= 0) allowed[literal] = literal == d.literal[variable][value];
        for (int n : left) {
            char is = 0;
            for (int a = d.arc_start[n]; a < d.arc_start[n + 1]; a++)
                is |= allowed[d.arc_literal[a]] & alive[d.arc_child[a]];
            alive[n] = is;
            reached[n] = 0;
        }
        std::fill(possible.begin(), possible.end(), 0);
        std::fill(skips.begin(), skips.end(), 0);
        reached[d.root] = 1;
        if (d.level[d.root] > 0) skip(0, d.level[d.root]);
        for (size_t i = left.size(); i-- > 0;)
            if (reached[left[i]] & alive[left[i]]) down(left[i]);
        int open = 0;
        for (size_t level = 0; level + 1 < skips.size(); level++)
            if ((open += skips[level]) > 0)
                for (int literal : d.open_literals[level]) possible[literal] = allowed[literal];
        if (remember) forget();
    }

    bool is_possible(int variable, int value) const {
        int literal = d.literal[variable][value];
        bool only = literal >= 0 && std::count_if(d.literal[variable].begin(), d.literal[variable].end(),
            [](int other) { return other >= 0; }) == 1;
        return only || (literal >= 0 && possible[literal]);
    }

private:
    const Diagram& d;
    bool remember;
    std::vector<char> alive, reached, allowed, possible;
    std::vector<int> skips, all, left;

    void skip(int from, int to) { skips[from]++; skips[to]--; }

    void down(int n) {
        for (int a = d.arc_start[n]; a < d.arc_start[n + 1]; a++) {
            int child = d.arc_child[a], literal = d.arc_literal[a];
            if (!(allowed[literal] & alive[child])) continue;
            possible[literal] = 1;
            reached[child] = 1;
            if (d.level[child] > d.level[n] + 1) skip(d.level[n] + 1, d.level[child]);
        }
    }

    void forget() {
        size_t kept = 0;
        for (int n : left) {
            if (reached[n] & alive[n]) left[kept++] = n;
            else alive[n] = 0;
        }
        left.resize(kept);
    }
};
