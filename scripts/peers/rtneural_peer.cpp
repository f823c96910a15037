// RTNeural on a float student, its fixed-size layers with Eigen. RTNeural has no bidirectional LSTM
// and no pooling: two LSTM layers share a loop, and the maximum is taken as their outputs come.
#define RTNEURAL_USE_EIGEN 1
#ifdef __AVX__
#define RTNEURAL_DEFAULT_ALIGNMENT 32
#else
#define RTNEURAL_DEFAULT_ALIGNMENT 16
#endif
#include <RTNeural/RTNeural.h>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

enum { EMBEDDING = 32, HIDDEN = 16, DENSE = 16 };
template <int N> using Vector = Eigen::Matrix<float, N, 1>;
using Rows = std::vector<std::vector<float>>;

static RTNeural::LSTMLayerT<float, EMBEDDING, HIDDEN> forward_lstm, reverse_lstm;
static RTNeural::DenseT<float, 2 * HIDDEN, DENSE> first_dense;
static RTNeural::DenseT<float, DENSE, LABELS> last_dense;
static std::vector<Vector<EMBEDDING>> embedding;

static Rows take(FILE *file, int rows, int columns) {
  Rows values(rows, std::vector<float>(columns));
  for (auto &row : values) {
    if (fread(row.data(), sizeof(float), columns, file) == (size_t)columns) continue;
    fprintf(stderr, "weights: too short\n");
    exit(65);
  }
  return values;
}

static Rows transposed(const Rows &values) {
  Rows turned(values[0].size(), std::vector<float>(values.size()));
  for (size_t i = 0; i < values.size(); i++)
    for (size_t j = 0; j < values[i].size(); j++) turned[j][i] = values[i][j];
  return turned;
}

template <class Layer> static void set_lstm(Layer &layer, FILE *file) {
  layer.setWVals(transposed(take(file, 4 * HIDDEN, EMBEDDING)));
  layer.setUVals(transposed(take(file, 4 * HIDDEN, HIDDEN)));
  layer.setBVals(take(file, 1, 4 * HIDDEN)[0]);
}

template <class Layer> static void set_dense(Layer &layer, FILE *file, int outputs, int inputs) {
  layer.setWeights(take(file, outputs, inputs));
  layer.setBias(take(file, 1, outputs)[0].data());
}

// The order of rtneural_peer.py.
static void read_weights(const char *path, int words) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(66); }
  for (const auto &row : take(file, words, EMBEDDING))
    embedding.push_back(Eigen::Map<const Vector<EMBEDDING>>(row.data()));
  set_lstm(forward_lstm, file);
  set_lstm(reverse_lstm, file);
  set_dense(first_dense, file, DENSE, 2 * HIDDEN);
  set_dense(last_dense, file, LABELS, DENSE);
  fclose(file);
}

static void score(const uint16_t *tokens, int count, int32_t *, double *probabilities) {
  Vector<HIDDEN> forward_most = Vector<HIDDEN>::Constant(-1), reverse_most = forward_most;
  forward_lstm.reset();
  reverse_lstm.reset();
  for (int t = 0; t < count; t++) {
    forward_lstm.forward(embedding[tokens[t]]);
    reverse_lstm.forward(embedding[tokens[count - 1 - t]]);
    forward_most = forward_most.cwiseMax(forward_lstm.outs);
    reverse_most = reverse_most.cwiseMax(reverse_lstm.outs);
  }
  Vector<2 * HIDDEN> pooled;
  pooled << forward_most, reverse_most;
  first_dense.forward(pooled);
  const Vector<DENSE> hidden = first_dense.outs.cwiseMax(0.f);
  last_dense.forward(hidden);
  const Vector<LABELS> logits = last_dense.outs;
  const Vector<LABELS> raised = (logits.array() - logits.maxCoeff()).exp();
  for (int k = 0; k < LABELS; k++) probabilities[k] = raised[k] / raised.sum();
}

#define NO_LOGITS
#define PRECISION "float32"
#include "measure.h"

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: %s WEIGHTS WORDS TOKENS CALLS, or dump for CALLS\n", argv[0]);
    return 64;
  }
  read_weights(argv[1], atoi(argv[2]));
  return measure(argv[3], argv[4], LABELS);
}
