/* Scores every line of standard input with a student model:
 *
 *     score MODEL [--item ID | --tsv] [--logits] < lines
 *
 * prints label, reason and probabilities, or the integer logits. --tsv: a line is item TAB response.
 *
 *     cc score.c -o score $(pkg-config --cflags --libs kdrun)
 */
#define _POSIX_C_SOURCE 200809L
#include <kdrun.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what, const char *why) {
  fprintf(stderr, "score: %s: %s\n", what, why);
  exit(1);
}

/* Makes a scorer in memory of its own, which free(scorer) gives back. */
static kdrun_scorer *open_scorer(const char *path) {
  const void *model;
  size_t model_size, arena_size;
  kdrun_scorer *scorer;
  kdrun_error error;
  if (kdrun_map(path, &model, &model_size, &error) != KDRUN_OK) fail(path, error.message);
  if (kdrun_arena_size(model, model_size, KDRUN_FOLD, &arena_size, &error) != KDRUN_OK)
    fail(path, error.message);
  void *arena = NULL;
  if (posix_memalign(&arena, 64, arena_size) != 0) fail(path, "not enough memory");
  if (kdrun_open(model, model_size, KDRUN_FOLD, arena, arena_size, &scorer, &error) != KDRUN_OK)
    fail(path, error.message);
  return scorer;
}

int main(int count, char **arguments) {
  const char *item = NULL;
  int has_items = 0, shows_logits = 0;
  if (count < 2) fail("usage", "score MODEL [--item ID | --tsv] [--logits] < lines");
  for (int index = 2; index < count; index++) {
    if (strcmp(arguments[index], "--logits") == 0) shows_logits = 1;
    else if (strcmp(arguments[index], "--tsv") == 0) has_items = 1;
    else if (strcmp(arguments[index], "--item") == 0 && index + 1 < count) item = arguments[++index];
    else fail("unknown option", arguments[index]);
  }

  kdrun_scorer *scorer = open_scorer(arguments[1]);
  const uint32_t label_count = kdrun_label_count(scorer);
  double *probabilities = malloc(label_count * sizeof *probabilities);
  int32_t *logits = malloc(label_count * sizeof *logits);
  if (!probabilities || !logits) fail(arguments[1], "not enough memory");

  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  while ((length = getline(&line, &capacity, stdin)) >= 0) {
    size_t size = (size_t)length;
    if (size > 0 && line[size - 1] == '\n') size--;
    const char *text = line, *own_item = item;
    size_t item_size = item ? strlen(item) : 0;
    const char *tab = has_items ? memchr(line, '\t', size) : NULL;
    if (tab) {
      own_item = line;
      item_size = (size_t)(tab - line);
      text = tab + 1;
      size -= item_size + 1;
    }

    kdrun_result result;
    if (kdrun_score(scorer, text, size, own_item, item_size, &result, probabilities, logits) != KDRUN_OK)
      fail(arguments[1], "cannot score");

    size_t name_size = 0;
    const char *name = kdrun_label(scorer, (uint32_t)result.label, &name_size);
    printf("%.*s\t%s\t", (int)name_size, name ? name : "", kdrun_reason(result.reason));
    for (uint32_t label = 0; name && label < label_count; label++) {
      if (label > 0) putchar(' ');
      if (shows_logits) printf("%d", logits[label]);
      else printf("%.6f", probabilities[label]);
    }
    putchar('\n');
  }
  if (fflush(stdout) != 0) fail("standard output", "cannot be written");
  free(line);
  free(logits);
  free(probabilities);
  free(scorer); /* the arena */
  return 0;
}
