// A reader of XCSP 2.1 with tables only, and of the table of choices; written for the peers, so that they share no code
// with the kernel that they are compared with.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

struct Table {
    std::vector<int> scope;
    std::vector<std::vector<int>> rows;  // value positions
    bool allowed;
};

struct Model {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> values;
    std::vector<Table> tables;
    std::map<std::string, int> index;

    int value(int variable, const std::string& name) const {
        for (size_t i = 0; i < values[variable].size(); i++)
            if (values[variable][i] == name) return (int)i;
        fprintf(stderr, "%s has no value %s\n", names[variable].c_str(), name.c_str());
        exit(2);
    }
};

inline std::string slurp(const char* path) {
    std::ifstream in(path);
    if (!in) { fprintf(stderr, "cannot read %s\n", path); exit(2); }
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

struct Element {
    std::map<std::string, std::string> attributes;
    std::string text;
};

// All elements of one name, flat; the file nests none of those that are asked for.
inline std::vector<Element> elements(const std::string& xml, const std::string& name) {
    std::vector<Element> found;
    for (size_t at = 0; (at = xml.find("<" + name + " ", at)) != std::string::npos;) {
        size_t end = xml.find('>', at);
        Element element;
        std::string head = xml.substr(at + name.size() + 2, end - at - name.size() - 2);
        for (size_t q = 0, eq; (eq = head.find("=\"", q)) != std::string::npos;) {
            size_t close = head.find('"', eq + 2), start = head.find_first_not_of(" \t\n", q);
            element.attributes[head.substr(start, eq - start)] = head.substr(eq + 2, close - eq - 2);
            q = close + 1;
        }
        at = end + 1;
        if (head.empty() || head.back() != '/') {
            size_t close = xml.find("</" + name + ">", at);
            element.text = xml.substr(at, close - at);
            at = close;
        }
        found.push_back(element);
    }
    return found;
}

inline std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> all;
    for (std::string word; in >> word;) all.push_back(word);
    return all;
}

inline std::vector<std::string> domain_values(const std::string& text) {
    std::vector<std::string> all;
    for (auto& word : words(text)) {
        size_t dots = word.find("..");
        if (dots == std::string::npos) { all.push_back(word); continue; }
        for (int i = std::stoi(word.substr(0, dots)); i <= std::stoi(word.substr(dots + 2)); i++)
            all.push_back(std::to_string(i));
    }
    return all;
}

inline Model read_xcsp(const char* path) {
    std::string xml = slurp(path);
    std::map<std::string, std::vector<std::string>> domains;
    for (auto& e : elements(xml, "domain")) domains[e.attributes["name"]] = domain_values(e.text);
    Model model;
    for (auto& e : elements(xml, "variable")) {
        model.index[e.attributes["name"]] = (int)model.names.size();
        model.names.push_back(e.attributes["name"]);
        model.values.push_back(domains[e.attributes["domain"]]);
    }
    std::map<std::string, Element> relations;
    for (auto& e : elements(xml, "relation")) relations[e.attributes["name"]] = e;
    for (auto& e : elements(xml, "constraint")) {
        Element& relation = relations[e.attributes["reference"]];
        Table table;
        table.allowed = relation.attributes["semantics"] == "supports";
        for (auto& name : words(e.attributes["scope"])) table.scope.push_back(model.index.at(name));
        std::string text = relation.text;
        for (size_t at = 0; at <= text.size();) {
            size_t bar = std::min(text.find('|', at), text.size());
            std::vector<int> row;
            for (auto& word : words(text.substr(at, bar - at))) {
                auto& values = model.values[table.scope[row.size()]];
                int v = 0;
                while (v < (int)values.size() && values[v] != word) v++;
                row.push_back(v < (int)values.size() ? v : -1);  // a value outside the domain supports nothing
            }
            bool inside = row.size() == table.scope.size();
            for (int v : row) inside &= v >= 0;
            if (inside) table.rows.push_back(row);
            at = bar + 1;
        }
        model.tables.push_back(table);
    }
    return model;
}

struct Choices {
    std::vector<int> columns;
    std::vector<std::vector<int>> rows;
};

inline Choices read_choices(const Model& model, const char* path, int rows_max) {
    std::ifstream in(path);
    std::string line;
    Choices choices;
    std::getline(in, line);
    for (auto& name : words(line)) choices.columns.push_back(model.index.at(name));
    while ((int)choices.rows.size() < rows_max && std::getline(in, line)) {
        std::vector<int> row;
        for (auto& word : words(line)) row.push_back(model.value(choices.columns[row.size()], word));
        if (!row.empty()) choices.rows.push_back(row);
    }
    return choices;
}
