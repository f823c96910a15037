// Scores every line of standard input with a student model, on several threads:
//
//     score MODEL [--item ID | --tsv] [--logits] [--threads N] < lines
//
// prints label, reason and probabilities, or the integer logits. --tsv: a line is item TAB response.
//
//     c++ -std=c++17 -pthread score.cpp -o score $(pkg-config --cflags --libs kdrun)
#include <kdrun.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

// A model file, mapped as long as this lives. Scorers of all threads share it.
class Model {
 public:
  explicit Model(const std::string &path) {
    kdrun_error error;
    if (kdrun_map(path.c_str(), &bytes_, &size_, &error) != KDRUN_OK)
      throw std::runtime_error(path + ": " + error.message);
  }
  ~Model() { kdrun_unmap(bytes_, size_); }
  Model(const Model &) = delete;
  Model &operator=(const Model &) = delete;

  const void *bytes() const { return bytes_; }
  size_t size() const { return size_; }

 private:
  const void *bytes_ = nullptr;
  size_t size_ = 0;
};

// The outcome of one response; numbers are empty when it has no score.
struct Score {
  kdrun_result result;
  std::vector<double> probabilities;
  std::vector<int32_t> logits;
};

// A scorer with an arena of its own, for one thread. The model must outlive it.
class Scorer {
 public:
  explicit Scorer(const Model &model, uint32_t options = KDRUN_FOLD) {
    kdrun_error error;
    size_t size = 0;
    if (kdrun_arena_size(model.bytes(), model.size(), options, &size, &error) != KDRUN_OK)
      throw std::runtime_error(error.message);
    arena_.reset(::operator new(size, alignment));
    if (kdrun_open(model.bytes(), model.size(), options, arena_.get(), size, &scorer_, &error) !=
        KDRUN_OK)
      throw std::runtime_error(error.message);
  }

  Score score(std::string_view text, std::optional<std::string_view> item) {
    Score score;
    score.probabilities.resize(kdrun_label_count(scorer_));
    score.logits.resize(kdrun_label_count(scorer_));
    if (kdrun_score(scorer_, text.data(), text.size(), item ? item->data() : nullptr,
                    item ? item->size() : 0, &score.result, score.probabilities.data(),
                    score.logits.data()) != KDRUN_OK)
      throw std::invalid_argument("kdrun_score");
    return score;
  }

  std::string_view label(int32_t index) const {
    size_t size = 0;
    const char *name = kdrun_label(scorer_, static_cast<uint32_t>(index), &size);
    return std::string_view(name, size);
  }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Free {
    void operator()(void *arena) const { ::operator delete(arena, alignment); }
  };
  std::unique_ptr<void, Free> arena_;
  kdrun_scorer *scorer_ = nullptr;  // lives in the arena
};

struct Options {
  std::string model;
  std::optional<std::string> item;
  bool has_items = false, shows_logits = false;
  size_t thread_count = 4;

  Options(int count, char **arguments) {
    if (count < 2) throw std::invalid_argument("usage: score MODEL [options] < lines");
    model = arguments[1];
    for (int index = 2; index < count; index++) {
      std::string_view option = arguments[index];
      if (option == "--logits") shows_logits = true;
      else if (option == "--tsv") has_items = true;
      else if (option == "--item" && index + 1 < count) item = arguments[++index];
      else if (option == "--threads" && index + 1 < count)
        thread_count = std::max(1, std::atoi(arguments[++index]));
      else throw std::invalid_argument("unknown option " + std::string(option));
    }
  }
};

// One line of output.
std::string score_line(Scorer &scorer, std::string_view line, const Options &options) {
  std::optional<std::string_view> item = options.item;
  size_t tab = options.has_items ? line.find('\t') : line.npos;
  if (tab != line.npos) {
    item = line.substr(0, tab);
    line.remove_prefix(tab + 1);
  }
  Score score = scorer.score(line, item);
  bool is_scored = score.result.label >= 0;
  std::string text(scorer.label(score.result.label));
  text += std::string("\t") + kdrun_reason(score.result.reason) + "\t";
  for (size_t label = 0; is_scored && label < score.logits.size(); label++) {
    char number[32];
    if (options.shows_logits) snprintf(number, sizeof number, "%d", score.logits[label]);
    else snprintf(number, sizeof number, "%.6f", score.probabilities[label]);
    text += (label > 0 ? " " : "") + std::string(number);
  }
  return text;
}

void run(const Options &options) {
  Model model(options.model);
  std::vector<std::string> lines, results;
  for (std::string line; std::getline(std::cin, line);) lines.push_back(line);
  results.resize(lines.size());

  std::vector<Scorer> scorers;
  for (size_t index = 0; index < options.thread_count; index++) scorers.emplace_back(model);
  std::vector<std::thread> threads;
  for (size_t first = 0; first < options.thread_count; first++)
    threads.emplace_back([&, first] {
      for (size_t index = first; index < lines.size(); index += options.thread_count)
        results[index] = score_line(scorers[first], lines[index], options);
    });
  for (auto &thread : threads) thread.join();
  for (const auto &result : results) std::cout << result << '\n';
}

}  // namespace

int main(int count, char **arguments) try {
  run(Options(count, arguments));
} catch (const std::exception &error) {
  std::cerr << "score: " << error.what() << '\n';
  return 1;
}
