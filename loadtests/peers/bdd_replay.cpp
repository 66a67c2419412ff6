// The peer of `model replay --answers domains`: the same choices, answered by a sifted BuDDy BDD.
//   bdd_replay MODEL.xml CHOICES ROWS naive|bdd|bdd-left|mdd|mdd-left DOMAINS.out CACHE
// naive: one BDD operation per value; bdd, mdd: one pass over all nodes; -left: over what the last choice left alive.
// Prints one JSON object; DOMAINS.out gets the lines whose SHA-256 is the digest.
#include <chrono>
#include <functional>

#include "passes.h"

using Clock = std::chrono::steady_clock;

// Answers: after each choice, whether a value is possible.
struct Peer {
    std::function<void()> reset;
    std::function<void(int, int)> choose;
    std::function<bool(int, int)> is_possible;
};

static void naive_choose(const SiftedBdd& source, const Model& model, bdd& state, std::vector<char>& chosen,
                         std::vector<std::vector<char>>& possible, int variable, int value) {
    state &= source.literal(variable, value);
    chosen[variable] = 1;
    for (size_t x = 0; x < model.values.size(); x++)
        for (size_t v = 0; v < model.values[x].size(); v++)
            possible[x][v] = chosen[x] ? possible[x][v] && ((int)x != variable || (int)v == value)
                : (state & source.literal((int)x, (int)v)) != bddfalse;
}

static void replay(const Model& model, const Choices& choices, const Peer& peer, FILE* out, std::vector<double>& us) {
    for (auto& row : choices.rows) {
        for (size_t i = 0; i < row.size(); i++) {
            auto start = Clock::now();
            if (i == 0) peer.reset();
            peer.choose(choices.columns[i], row[i]);
            us.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
            for (size_t x = 0; out && x < model.values.size(); x++) {
                int count = 0;
                for (size_t v = 0; v < model.values[x].size(); v++) count += peer.is_possible((int)x, (int)v);
                fprintf(out, "%s%d", x ? "," : "", count);
            }
            if (out) fputc('\n', out);
        }
    }
}

int main(int argc, char** argv) {
    if (argc != 7) { fprintf(stderr, "usage: bdd_replay MODEL CHOICES ROWS METHOD DOMAINS.out CACHE\n"); return 2; }
    std::string method = argv[4];
    bool naive = method == "naive", mdd = method.rfind("mdd", 0) == 0;
    Model model = read_xcsp(argv[1]);
    Choices choices = read_choices(model, argv[2], atoi(argv[3]));
    auto start = Clock::now();
    SiftedBdd source(model, mdd, argv[6]);
    double build_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    Diagram diagram = Extraction::of(model, source, mdd);

    Passes passes(diagram, method.find("-left") != std::string::npos);
    bdd state = source.root;
    std::vector<char> chosen(model.names.size());
    std::vector<std::vector<char>> possible;
    for (auto& values : model.values) possible.emplace_back(values.size(), 1);
    Peer peer = naive
        ? Peer{[&] {
                   state = source.root;
                   std::fill(chosen.begin(), chosen.end(), 0);
                   for (auto& p : possible) std::fill(p.begin(), p.end(), 1);
               },
               [&](int x, int v) { naive_choose(source, model, state, chosen, possible, x, v); },
               [&](int x, int v) { return possible[x][v] != 0; }}
        : Peer{[&] { passes.reset(); }, [&](int x, int v) { passes.choose(x, v); },
               [&](int x, int v) { return passes.is_possible(x, v); }};

    std::vector<double> us;
    Choices first{choices.columns, {choices.rows[0]}};
    for (int i = 0; i < (naive ? 1 : 200); i++) replay(model, first, peer, nullptr, us);
    us.clear();
    FILE* out = fopen(argv[5], "w");
    if (!out) { fprintf(stderr, "cannot write %s\n", argv[5]); return 2; }
    replay(model, choices, peer, out, us);
    fclose(out);
    double mean = std::accumulate(us.begin(), us.end(), 0.0) / us.size();
    std::sort(us.begin(), us.end());
    auto at = [&](double q) { return us[(size_t)(q * (us.size() - 1))]; };
    printf("{\"clicks\":%zu,\"p50Us\":%.3f,\"p99Us\":%.3f,\"meanUs\":%.3f,", us.size(), at(0.5), at(0.99), mean);
    printf("\"nodes\":%d,\"count\":%.0f,\"buildMs\":%.1f}\n", diagram.nodes(), source.count, build_ms);
    return 0;
}
