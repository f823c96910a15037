/* Calls every function of libkdrun as no program should: abuse MODEL [DAMAGES]. Prints a line a check
 * and ends with 1 at the first that fails. Run it under valgrind too: everything lies in memory of
 * exactly its size. */
#include <kdrun.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUIRE(condition)                                                              \
  do {                                                                                  \
    if (!(condition)) {                                                                 \
      fprintf(stderr, "abuse: line %d: not so: %s\n", __LINE__, #condition);            \
      exit(1);                                                                          \
    }                                                                                   \
  } while (0)

enum { TEXT_COUNT = 500, THREAD_COUNT = 8, MAX_LABELS = 64 };

static unsigned char *model;
static size_t model_size;
static const size_t huge = (size_t)-1;

static void *allocate(size_t size) {
  void *memory = NULL;
  REQUIRE(posix_memalign(&memory, 16, size) == 0);
  return memory;
}

/* A scorer in an arena of its own, exactly as large as it must be. */
static kdrun_scorer *open_scorer(uint32_t options) {
  size_t size;
  kdrun_scorer *scorer;
  REQUIRE(kdrun_arena_size(model, model_size, options, &size, NULL) == KDRUN_OK);
  void *arena = allocate(size);
  REQUIRE(kdrun_open(model, model_size, options, arena, size, &scorer, NULL) == KDRUN_OK);
  REQUIRE((void *)scorer == arena);
  return scorer;
}

static void check_files(const char *path) {
  const void *bytes = model;
  size_t size = 1;
  kdrun_error error;
  REQUIRE(kdrun_map(NULL, &bytes, &size, &error) == KDRUN_BAD_ARGUMENT && bytes == NULL && size == 0);
  REQUIRE(kdrun_map(path, NULL, &size, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_map(path, &bytes, NULL, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_map("/nonexistent", &bytes, &size, &error) == KDRUN_NO_FILE);
  REQUIRE(error.status == KDRUN_NO_FILE);
  REQUIRE(strcmp(error.message, "cannot be opened (errno 2)") == 0);
  REQUIRE(kdrun_map("/nonexistent", &bytes, &size, NULL) == KDRUN_NO_FILE);
  REQUIRE(kdrun_map("/", &bytes, &size, &error) == KDRUN_CANNOT_READ && bytes == NULL && size == 0);
  REQUIRE(kdrun_map("/dev/null", &bytes, &size, &error) == KDRUN_BAD_MODEL && bytes == NULL);
  REQUIRE(kdrun_map(path, &bytes, &size, &error) == KDRUN_OK);
  REQUIRE(error.status == KDRUN_OK && error.message[0] == 0);
  kdrun_unmap(NULL, 5);
  model = allocate(size);
  model_size = size;
  memcpy(model, bytes, size);
  kdrun_unmap(bytes, size);
  puts("files: missing, folder, empty, null pointers");
}

static void check_arguments(void) {
  size_t size = 1;
  kdrun_scorer *scorer = (kdrun_scorer *)model;
  kdrun_error error;
  REQUIRE(kdrun_arena_size(NULL, model_size, 0, &size, &error) == KDRUN_BAD_ARGUMENT && size == 0);
  REQUIRE(error.status == KDRUN_BAD_ARGUMENT && strlen(error.message) > 0);
  REQUIRE(kdrun_arena_size(model, model_size, 0, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_arena_size(model, model_size, 2, &size, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_arena_size(model, huge, 0, &size, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_arena_size(model, 0, 0, &size, &error) == KDRUN_BAD_MODEL);
  REQUIRE(kdrun_arena_size(model, model_size, 0, &size, &error) == KDRUN_OK && size > 1000);
  char *arena = allocate(size + 16);
  REQUIRE(kdrun_open(NULL, model_size, 0, arena, size, &scorer, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(scorer == NULL);
  REQUIRE(kdrun_open(model, model_size, 0, NULL, size, &scorer, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_open(model, model_size, 0, arena, size, NULL, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_open(model, model_size, 0, arena, huge, &scorer, &error) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_open(model, model_size, 6, arena, size, &scorer, &error) == KDRUN_BAD_ARGUMENT);
  free(arena);
  puts("arguments: null pointers, unknown options, sizes beyond memory");
}

static void check_arenas(uint32_t options) {
  size_t size;
  kdrun_scorer *scorer;
  kdrun_error error;
  REQUIRE(kdrun_arena_size(model, model_size, options, &size, NULL) == KDRUN_OK);
  char *arena = allocate(size + 64);
  const size_t sizes[] = {0, 1, 64, size / 2, size - 1};
  for (size_t index = 0; index < sizeof sizes / sizeof *sizes; index++) {
    REQUIRE(kdrun_open(model, model_size, options, arena, sizes[index], &scorer, &error) ==
            KDRUN_BAD_ARENA);
    char expected[80];
    snprintf(expected, sizeof expected, "expected an arena of %zu bytes, got %zu", size, sizes[index]);
    REQUIRE(strcmp(error.message, expected) == 0);
  }
  for (int shift = 1; shift < 16; shift++)
    REQUIRE(kdrun_open(model, model_size, options, arena + shift, size, &scorer, &error) ==
            KDRUN_BAD_ARENA);
  /* Any multiple of 16 does, and nothing behind the arena is touched. */
  for (int shift = 0; shift < 64; shift += 16) {
    memset(arena + shift + size, 0x5A, (size_t)(64 - shift));
    REQUIRE(kdrun_open(model, model_size, options, arena + shift, size, &scorer, &error) == KDRUN_OK);
    REQUIRE(kdrun_self_test(scorer, NULL, NULL) == KDRUN_OK);
    for (int index = 0; index < 64 - shift; index++) REQUIRE(arena[shift + (int)size + index] == 0x5A);
  }
  free(arena);
  printf("arena of %zu bytes: too small, misaligned, at every multiple of 16, nothing behind it\n", size);
}

static uint32_t next_random(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

static void check_damage(int damages) {
  size_t size;
  kdrun_error error;
  uint32_t random = 1;
  for (int index = 0; index < damages; index++) {
    size_t at = next_random(&random) % model_size;
    unsigned char bit = (unsigned char)(1 << next_random(&random) % 8);
    model[at] ^= bit;
    REQUIRE(kdrun_arena_size(model, model_size, 0, &size, &error) == KDRUN_BAD_MODEL);
    REQUIRE(strlen(error.message) > 10 && strlen(error.message) < sizeof error.message);
    model[at] ^= bit;

    size_t length = next_random(&random) % model_size;
    void *cut = allocate(length);
    memcpy(cut, model, length);
    REQUIRE(kdrun_arena_size(cut, length, 0, &size, &error) == KDRUN_BAD_MODEL && size == 0);
    free(cut);
  }
  unsigned char noise[4096];
  for (int index = 0; index < damages; index++) {
    for (size_t at = 0; at < sizeof noise; at++) noise[at] = (unsigned char)next_random(&random);
    memcpy(noise, model, index % 64);
    REQUIRE(kdrun_arena_size(noise, sizeof noise, 0, &size, &error) == KDRUN_BAD_MODEL);
  }
  printf("models: %d with a flipped bit, cut, or of noise are refused\n", 3 * damages);
}

static void check_scoring(kdrun_scorer *scorer) {
  kdrun_result result = {7, 7, 7, 7};
  double probabilities[MAX_LABELS] = {7};
  int32_t logits[MAX_LABELS] = {7};
  const uint16_t tokens[] = {1, 2, 65535};
  size_t size = 1;
  REQUIRE(kdrun_score(NULL, "a", 1, NULL, 0, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score(scorer, NULL, 1, NULL, 0, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score(scorer, "a", huge, NULL, 0, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score(scorer, "a", 1, "b", huge, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score(scorer, "a", 1, NULL, 0, NULL, probabilities, logits) == KDRUN_BAD_ARGUMENT);
  REQUIRE(result.label == 7 && probabilities[0] == 7 && logits[0] == 7);
  REQUIRE(kdrun_score(scorer, NULL, 0, NULL, 5, &result, probabilities, logits) == KDRUN_OK);
  REQUIRE(result.label == -1 && result.reason == KDRUN_EMPTY && result.token_count == 0);
  REQUIRE(probabilities[0] == 7 && logits[0] == 7);
  REQUIRE(kdrun_score_tokens(NULL, tokens, 3, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score_tokens(scorer, NULL, 3, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score_tokens(scorer, tokens, huge, &result, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_score_tokens(scorer, NULL, 0, &result, NULL, NULL) == KDRUN_OK && result.label == -1);
  REQUIRE(kdrun_score_tokens(scorer, tokens, 3, &result, probabilities, logits) == KDRUN_OK);
  REQUIRE(result.label >= 0 && result.token_count == 3 && result.unknown_count == 1);
  REQUIRE(kdrun_self_test(NULL, NULL, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_label_count(NULL) == 0 && kdrun_item_count(NULL) == 0);
  REQUIRE(kdrun_logit_bits(NULL) == 0 && kdrun_max_tokens(NULL) == 0);
  REQUIRE(kdrun_label(NULL, 0, &size) == NULL && size == 0);
  REQUIRE(kdrun_label(scorer, kdrun_label_count(scorer), &size) == NULL && size == 0);
  REQUIRE(kdrun_label(scorer, UINT32_MAX, NULL) == NULL);
  REQUIRE(kdrun_item(scorer, kdrun_item_count(scorer), &size) == NULL);
  REQUIRE(kdrun_label(scorer, 0, NULL) == kdrun_label(scorer, 0, &size) && size > 0);
  REQUIRE(kdrun_reason(-1) == NULL && kdrun_reason(7) == NULL && kdrun_reason(256) == NULL);
  REQUIRE(strcmp(kdrun_reason(KDRUN_SCORED), "ok") == 0);
  REQUIRE(strcmp(kdrun_reason(KDRUN_TOO_LONG), "too_long") == 0);

  char *text = malloc(KDRUN_MAX_TEXT_SIZE + 1);
  memset(text, 'a', KDRUN_MAX_TEXT_SIZE + 1);
  REQUIRE(kdrun_score(scorer, text, KDRUN_MAX_TEXT_SIZE, NULL, 0, &result, NULL, NULL) == KDRUN_OK);
  REQUIRE(result.token_count > 0);
  REQUIRE(kdrun_score(scorer, text, KDRUN_MAX_TEXT_SIZE + 1, NULL, 0, &result, NULL, NULL) == KDRUN_OK);
  REQUIRE(result.label == -1 && result.reason == KDRUN_TOO_LONG);
  free(text);
  puts("scoring: null pointers, sizes beyond memory, tokens beyond the vocabulary, too long");
}

/* The weight of a word is what the label loses when blanks stand in its place. */
static void check_weights(kdrun_scorer *scorer, const char *text, size_t size) {
  enum { CAPACITY = 300 };
  static kdrun_word words[CAPACITY];
  kdrun_result result, again, without;
  double whole[MAX_LABELS], rest[MAX_LABELS];
  size_t count, item_size;
  uint32_t unknown_count = 0;
  const char *item = kdrun_item(scorer, 0, &item_size);
  REQUIRE(kdrun_score(scorer, text, size, item, item_size, &result, whole, NULL) == KDRUN_OK);
  memset(words, 0x5A, sizeof words);
  REQUIRE(kdrun_explain(scorer, text, size, item, item_size, &again, words, CAPACITY, &count) == KDRUN_OK);
  REQUIRE(memcmp(&result, &again, sizeof again) == 0);
  if (result.label < 0) {
    REQUIRE(count == 0 && words[0].size == 0x5A5A5A5A);
    return;
  }
  REQUIRE(count == result.token_count - (item ? 1 : 0) && count < CAPACITY);
  REQUIRE(words[count].size == 0x5A5A5A5A);
  for (size_t index = 0; index < count; index++) {
    const kdrun_word word = words[index];
    const size_t read = words[count - 1].start + words[count - 1].size;
    REQUIRE(word.size > 0 && read <= size && word.reserved == 0);
    REQUIRE(index == 0 || word.start > words[index - 1].start + words[index - 1].size);
    unknown_count += word.token == 0;
    char *copy = allocate(read);
    memcpy(copy, text, read);
    memset(copy + word.start, ' ', word.size);
    REQUIRE(kdrun_score(scorer, copy, read, item, item_size, &without, rest, NULL) == KDRUN_OK);
    REQUIRE(without.token_count == (count > 1 ? result.token_count - 1 : 0));
    REQUIRE(word.weight == whole[result.label] - (count > 1 ? rest[result.label] : 0));
    free(copy);
  }
  REQUIRE(unknown_count == result.unknown_count);
}

static void check_explaining(kdrun_scorer *scorer) {
  static const char *const pieces[] = {"the ", "bulb ", "gap, ", "Don\xE2\x80\x99t ", "battery\xFF", "\xC3\x84zqx. "};
  char text[4096];
  size_t size = 0, count = 1;
  uint32_t random = 3;
  kdrun_result result;
  kdrun_word word = {7, 7, 7, 7, 7};
  REQUIRE(kdrun_explain(NULL, "a", 1, NULL, 0, &result, &word, 1, &count) == KDRUN_BAD_ARGUMENT);
  REQUIRE(count == 0);
  REQUIRE(kdrun_explain(scorer, NULL, 1, NULL, 0, &result, &word, 1, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_explain(scorer, "a", 1, NULL, 0, NULL, &word, 1, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_explain(scorer, "a", 1, NULL, 0, &result, NULL, 1, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_explain(scorer, "a", 1, NULL, 0, &result, &word, huge, NULL) == KDRUN_BAD_ARGUMENT);
  REQUIRE(kdrun_explain(scorer, "", 0, NULL, 0, &result, &word, 1, &count) == KDRUN_OK);
  REQUIRE(result.reason == KDRUN_EMPTY && count == 0 && word.size == 7);
  REQUIRE(kdrun_explain(scorer, "a b c", 5, NULL, 0, &result, NULL, 0, &count) == KDRUN_OK && count == 3);
  REQUIRE(kdrun_explain(scorer, "a b c", 5, NULL, 0, &result, &word, 1, NULL) == KDRUN_OK);
  REQUIRE(word.start == 0 && word.size == 1);

  while (size < sizeof text - 16) {
    const char *piece = pieces[next_random(&random) % 6];
    memcpy(text + size, piece, strlen(piece));
    size += strlen(piece);
  }
  int texts = 0;
  for (size_t length = 1; length <= size; length += length < 40 ? 1 : length / 2, texts++)
    check_weights(scorer, text, length);
  printf("words: null pointers, no room; weights of %d texts as those of texts with blanks\n", texts);
}

/* The logits of random texts, each in memory of its own. */
static void *score_texts(void *place) {
  int32_t *logits = place;
  kdrun_scorer *scorer = open_scorer(KDRUN_FOLD);
  uint32_t count = kdrun_label_count(scorer), random = 1;
  size_t item_size;
  const char *item = kdrun_item(scorer, 0, &item_size);
  for (int index = 0; index < TEXT_COUNT; index++) {
    size_t size = next_random(&random) % 200;
    char *text = allocate(size);
    /* Mostly pieces of the model's own words, sometimes any byte. */
    size_t from = next_random(&random) % (model_size - size);
    memcpy(text, model + from, size);
    kdrun_result result;
    REQUIRE(kdrun_score(scorer, text, size, item, item_size, &result, NULL, logits) == KDRUN_OK);
    free(text);
    logits += count;
  }
  free(scorer);
  return NULL;
}

static void check_threads(void) {
  static int32_t logits[THREAD_COUNT + 1][TEXT_COUNT * MAX_LABELS];
  pthread_t threads[THREAD_COUNT];
  score_texts(logits[THREAD_COUNT]);
  for (int index = 0; index < THREAD_COUNT; index++)
    REQUIRE(pthread_create(&threads[index], NULL, score_texts, logits[index]) == 0);
  for (int index = 0; index < THREAD_COUNT; index++) {
    pthread_join(threads[index], NULL);
    REQUIRE(memcmp(logits[index], logits[THREAD_COUNT], sizeof *logits) == 0);
  }
  int32_t any = 0;
  for (int index = 0; index < TEXT_COUNT * MAX_LABELS; index++) any |= logits[0][index];
  REQUIRE(any != 0);
  printf("threads: %d give the same as one, %d texts each\n", THREAD_COUNT, TEXT_COUNT);
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  REQUIRE(count >= 2);
  REQUIRE(kdrun_abi_version() == KDRUN_ABI_VERSION);
  check_files(arguments[1]);
  check_arguments();
  check_arenas(0);
  check_arenas(KDRUN_FOLD);
  check_damage(count > 2 ? atoi(arguments[2]) : 1000);
  kdrun_scorer *scorer = open_scorer(0);
  check_scoring(scorer);
  check_explaining(scorer);
  free(scorer);
  check_threads();
  free(model);
}
