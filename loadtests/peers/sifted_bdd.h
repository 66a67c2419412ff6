// The model as a BuDDy BDD: values that no table supports are left out, a characteristic with two values is one
// Boolean, one with more is a Boolean per value, of which exactly one is true. Sifted until it stops shrinking.
#pragma once
#include <bdd.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "xcsp.h"

struct Encoding {
    // Per variable the values that are left, and the first of its Booleans (none where one value is left).
    std::vector<std::vector<int>> left;
    std::vector<int> first;
    std::vector<int> variable_of;  // per Boolean

    int booleans(int variable) const {
        size_t n = left[variable].size();
        return n == 1 ? 0 : n == 2 ? 1 : (int)n;
    }
};

// Arc consistency of the tables that list what is allowed.
inline std::vector<std::vector<int>> supported_values(const Model& model) {
    std::vector<std::vector<char>> live;
    for (auto& values : model.values) live.emplace_back(values.size(), 1);
    for (bool changed = true; changed;) {
        changed = false;
        for (auto& table : model.tables) {
            if (!table.allowed) continue;
            std::vector<std::vector<char>> seen;
            for (int x : table.scope) seen.emplace_back(live[x].size(), 0);
            for (auto& row : table.rows) {
                bool ok = true;
                for (size_t i = 0; i < row.size(); i++) ok &= live[table.scope[i]][row[i]] != 0;
                for (size_t i = 0; ok && i < row.size(); i++) seen[i][row[i]] = 1;
            }
            for (size_t i = 0; i < table.scope.size(); i++)
                for (size_t v = 0; v < seen[i].size(); v++)
                    if (live[table.scope[i]][v] && !seen[i][v]) { live[table.scope[i]][v] = 0; changed = true; }
        }
    }
    std::vector<std::vector<int>> left(live.size());
    for (size_t x = 0; x < live.size(); x++)
        for (size_t v = 0; v < live[x].size(); v++)
            if (live[x][v]) left[x].push_back((int)v);
    return left;
}

// FORCE (Aloul, Markov, Sakallah 2003): variables move to the centre of the tables that they are in.
inline std::vector<int> force_order(const Model& model) {
    int n = (int)model.names.size();
    std::vector<double> place(n);
    std::iota(place.begin(), place.end(), 0.0);
    std::vector<int> order(n);
    for (int round = 0; round < 200; round++) {
        std::vector<double> total(n, 0);
        std::vector<int> count(n, 0);
        for (auto& table : model.tables) {
            double centre = 0;
            for (int x : table.scope) centre += place[x] / table.scope.size();
            for (int x : table.scope) { total[x] += centre; count[x]++; }
        }
        for (int x = 0; x < n; x++) total[x] = count[x] ? total[x] / count[x] : place[x];
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return total[a] < total[b]; });
        for (int i = 0; i < n; i++) place[order[i]] = i;
    }
    return order;
}

class SiftedBdd {
public:
    Encoding code;
    bdd root;
    double count;

    // Keeps what sifting found in CACHE.order and CACHE.bdd, and takes it from there where those exist.
    SiftedBdd(const Model& model, bool blocks, const std::string& cache) {
        code.left = supported_values(model);
        code.first.assign(model.names.size(), -1);
        std::vector<int> order = force_order(model);
        for (int x : order) {
            code.first[x] = (int)code.variable_of.size();
            for (int i = 0; i < code.booleans(x); i++) code.variable_of.push_back(x);
        }
        bdd_init(2000000, 200000);
        bdd_gbc_hook(nullptr);
        bdd_setmaxincrease(1000000);
        bdd_setvarnum((int)code.variable_of.size());
        if (take(cache)) {
            count = bdd_satcount(root);
            return;
        }
        if (blocks) {
            for (int x : order)
                if (code.booleans(x)) bdd_intaddvarblock(code.first[x], code.first[x] + code.booleans(x) - 1, 1);
        } else {
            bdd_varblockall();
        }
        build(model);
        for (int before = bdd_nodecount(root), after; ; before = after) {
            bdd_reorder(BDD_REORDER_SIFTITE);
            if ((after = bdd_nodecount(root)) >= before) break;
        }
        keep(cache);
        count = bdd_satcount(root);
    }

    bdd literal(int variable, int value) const {
        auto& left = code.left[variable];
        int i = (int)(std::find(left.begin(), left.end(), value) - left.begin());
        if (i == (int)left.size()) return bddfalse;
        int first = code.first[variable];
        return left.size() == 1 ? bddtrue
            : left.size() == 2 ? (i ? bdd_ithvar(first) : bdd_nithvar(first))
            : bdd_ithvar(first + i);
    }

private:
    void build(const Model& model) {
        root = bddtrue;
        for (size_t x = 0; x < code.left.size(); x++)
            if (code.left[x].size() > 2) root &= exactly_one((int)x);
        std::vector<int> tables(model.tables.size());
        std::iota(tables.begin(), tables.end(), 0);
        auto last = [&](int t) {
            int most = 0;
            for (int x : model.tables[t].scope) most = std::max(most, code.first[x]);
            return most;
        };
        std::stable_sort(tables.begin(), tables.end(), [&](int a, int b) { return last(a) < last(b); });
        int settled = 2000;
        for (int t : tables) {
            root &= table_bdd(model.tables[t]);
            if (bdd_nodecount(root) > 2 * settled) {
                bdd_reorder(BDD_REORDER_SIFT);
                settled = std::max(2000, bdd_nodecount(root));
            }
        }
    }

    bdd exactly_one(int variable) const {
        bdd none = bddtrue, one = bddfalse;
        for (int i = code.booleans(variable) - 1; i >= 0; i--) {
            bdd b = bdd_ithvar(code.first[variable] + i), not_b = bdd_nithvar(code.first[variable] + i);
            one = (b & none) | (not_b & one);
            none &= not_b;
        }
        return one;
    }

    bdd table_bdd(const Table& table) const {
        bdd any = bddfalse;
        for (auto& row : table.rows) {
            bdd all = bddtrue;
            for (size_t i = row.size(); i-- > 0;) all &= literal(table.scope[i], row[i]);
            any |= all;
        }
        return table.allowed ? any : !any;
    }

    bool take(const std::string& cache) {
        std::ifstream in(cache + ".order");
        std::vector<int> order;
        for (int b; in >> b;) order.push_back(b);
        if (order.size() != code.variable_of.size()) return false;
        bdd_setvarorder(order.data());
        return bdd_fnload(path(cache).data(), root) == 0;
    }

    void keep(const std::string& cache) const {
        if (bdd_fnsave(path(cache).data(), root) != 0) return;
        std::ofstream out(cache + ".order");
        for (size_t level = 0; level < code.variable_of.size(); level++) out << bdd_level2var((int)level) << '\n';
    }

    static std::string path(const std::string& cache) { return cache + ".bdd"; }
};
