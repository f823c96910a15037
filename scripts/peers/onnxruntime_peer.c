// ONNX Runtime through its C API, from the Python package's shared library. The API is a table of
// functions whose order never changes, so the few that are used are declared here by their place.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum place {
  GET_ERROR_MESSAGE = 2, CREATE_ENV = 3, CREATE_SESSION = 7, RUN = 9, CREATE_SESSION_OPTIONS = 10,
  SET_OPTIMIZATION = 23, SET_INTRA_THREADS = 24, SET_INTER_THREADS = 25, CREATE_TENSOR = 49, CREATE_CPU_MEMORY = 69
};
enum { API_VERSION = 17, ALL_OPTIMIZATIONS = 99, FLOAT = 1, INT32 = 6, MOST_TOKENS = 512 };
struct base { const void *const *(*api)(uint32_t); const char *(*version)(void); };

static const void *const *api;
static void *session, *memory, *input[MOST_TOKENS + 1], *output;
static int32_t ids[MOST_TOKENS];
static float values[8];
static struct { int labels; } student;

static void done(void *status) {
  if (!status) return;
  fprintf(stderr, "onnxruntime: %s\n", ((const char *(*)(void *))api[GET_ERROR_MESSAGE])(status));
  exit(70);
}
#define CALL(place, types, ...) done(((void *(*) types)api[place])(__VA_ARGS__))

static void *tensor(void *data, size_t bytes, int64_t rows, int64_t columns, int type) {
  const int64_t shape[2] = {rows, columns};
  void *value;
  CALL(CREATE_TENSOR, (void *, void *, size_t, const int64_t *, size_t, int, void **), memory, data, bytes, shape, 2, type, &value);
  return value;
}

static void open_session(const char *library, const char *model, int labels) {
  void *handle = dlopen(library, RTLD_NOW), *environment, *options;
  if (!handle) { fprintf(stderr, "%s\n", dlerror()); exit(66); }
  api = ((struct base *(*)(void))dlsym(handle, "OrtGetApiBase"))()->api(API_VERSION);
  CALL(CREATE_ENV, (int, const char *, void **), 3, "peer", &environment);
  CALL(CREATE_SESSION_OPTIONS, (void **), &options);
  CALL(SET_OPTIMIZATION, (void *, int), options, ALL_OPTIMIZATIONS);
  CALL(SET_INTRA_THREADS, (void *, int), options, 1);
  CALL(SET_INTER_THREADS, (void *, int), options, 1);
  CALL(CREATE_CPU_MEMORY, (int, int, void **), 1, 0, &memory);
  CALL(CREATE_SESSION, (void *, const char *, void *, void **), environment, model, options, &session);
  output = tensor(values, 4 * labels, 1, labels, FLOAT);
  student.labels = labels;
}

static void score(const uint16_t *tokens, int count, int32_t *logits, double *probabilities) {
  static const char *const from[] = {"ids"}, *const to[] = {"probabilities"};
  (void)logits;
  if (!input[count]) input[count] = tensor(ids, 4 * count, count, 1, INT32);
  for (int i = 0; i < count; i++) ids[i] = tokens[i];
  CALL(RUN, (void *, void *, const char *const *, void *const *, size_t, const char *const *, size_t, void **),
       session, NULL, from, (void *const *)&input[count], 1, to, 1, &output);
  for (int k = 0; k < student.labels; k++) probabilities[k] = values[k];
}

#define NO_LOGITS
#include "measure.h"

int main(int argc, char **argv) {
  if (argc != 6) { fprintf(stderr, "usage: %s LIBRARY MODEL LABELS TOKENS CALLS, or dump for CALLS\n", argv[0]); return 64; }
  open_session(argv[1], argv[2], atoi(argv[3]));
  return measure(argv[4], argv[5], student.labels);
}
