/*
 * kdrun.h - scores written answers with a student model (.kdm), offline.
 *
 * libkdrun is the integer runtime of kdrun behind a C interface. The same model and the same bytes of
 * text give the same logits and probabilities on every machine, bit for bit.
 *
 * Memory    The library allocates nothing and has no global state. The caller provides the model's
 *           bytes and one piece of memory a scorer, its arena. A scorer begins where its arena begins
 *           and needs no closing: when it is no longer used, free the arena.
 * Threads   Every function may be called from any thread at any time, but one scorer from one thread
 *           at a time: its arena changes while it scores. Give each thread an arena and a scorer;
 *           they share the model's bytes.
 * Errors    Functions that can fail return a status, KDRUN_OK or the reason. Null pointers and numbers
 *           out of range give KDRUN_BAD_ARGUMENT. A damaged or malicious model file is refused and
 *           cannot crash the program. A pointer that is not null must point to what its parameter
 *           says; the library cannot check that.
 * Text      UTF-8 with a size in bytes, no NUL needed. Bytes that are not UTF-8 separate words.
 *
 *     const void *model;
 *     size_t model_size, arena_size;
 *     kdrun_scorer *scorer;
 *     kdrun_error error;
 *     if (kdrun_map("student.kdm", &model, &model_size, &error) != KDRUN_OK ||
 *         kdrun_arena_size(model, model_size, KDRUN_FOLD, &arena_size, &error) != KDRUN_OK) {
 *       fprintf(stderr, "%s\n", error.message);
 *       return 1;
 *     }
 *     void *arena = aligned_alloc(64, (arena_size + 63) / 64 * 64);
 *     kdrun_open(model, model_size, KDRUN_FOLD, arena, arena_size, &scorer, NULL);
 *
 *     kdrun_result result;
 *     kdrun_score(scorer, text, strlen(text), NULL, 0, &result, NULL, NULL);
 *     if (result.label >= 0) { size_t size; const char *name = kdrun_label(scorer, result.label, &size); }
 *
 * What stays the same between versions: docs/ABI.md.
 */
#ifndef KDRUN_H
#define KDRUN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The ABI that this header describes; compare with kdrun_abi_version(). */
#define KDRUN_ABI_VERSION 1

/* A scorer; opaque. It lives in the caller's arena. */
typedef struct kdrun_scorer kdrun_scorer;

/* Status: how a call ended. Numbers are never given another meaning; later versions may add some. */
#define KDRUN_OK 0
#define KDRUN_BAD_ARGUMENT 1     /* a null pointer, an unknown option, a number out of range */
#define KDRUN_BAD_MODEL 2        /* not a model, altered, cut, or of a newer format */
#define KDRUN_BAD_ARENA 3        /* too small, or not at a multiple of KDRUN_ARENA_ALIGNMENT */
#define KDRUN_NO_FILE 4          /* the file cannot be opened */
#define KDRUN_CANNOT_READ 5      /* the file cannot be mapped: a folder, a pipe, ... */
#define KDRUN_SELF_TEST_FAILED 6 /* this machine gives other logits than the model states */

/* Options: bits, combined with |. 0 is the smallest arena. */
#define KDRUN_FOLD 1u /* tabulate the embedding: twice the speed for more memory, the same scores */

/* What the arena's address must be a multiple of, in bytes. A multiple of 64 is a little faster. */
#define KDRUN_ARENA_ALIGNMENT 16

/* Reason: what became of a response; kdrun_reason() gives its name. Up to KDRUN_UNKNOWN_ITEM it has a
 * score; anything but KDRUN_SCORED tells a person to look. */
#define KDRUN_SCORED 0         /* "ok" */
#define KDRUN_INVALID_UTF8 1   /* scored; it holds bytes that are not UTF-8 */
#define KDRUN_MOSTLY_UNKNOWN 2 /* scored; more than half of its words are not in the vocabulary */
#define KDRUN_TRUNCATED 3      /* scored on its first kdrun_max_tokens() tokens */
#define KDRUN_UNKNOWN_ITEM 4   /* scored; the model has items, and this is none of them */
#define KDRUN_EMPTY 5          /* not scored; there is no word in it */
#define KDRUN_TOO_LONG 6       /* not scored; it is longer than KDRUN_MAX_TEXT_SIZE */

/* The longest text that is scored, in bytes. */
#define KDRUN_MAX_TEXT_SIZE 1048576

/* Why a call failed. */
typedef struct kdrun_error {
  int32_t status;    /* what the call returned */
  char message[252]; /* what, where, expected and got: one line of UTF-8, ends in NUL; "" for KDRUN_OK */
} kdrun_error;

/* The outcome of one response. */
typedef struct kdrun_result {
  int32_t label;          /* class with the largest logit, the first of equals; -1 when not scored */
  int32_t reason;         /* KDRUN_SCORED ... KDRUN_TOO_LONG */
  uint32_t token_count;   /* tokens that were scored, the item's included */
  uint32_t unknown_count; /* how many of them are words outside the vocabulary */
} kdrun_result;

/* One word of a response and what it did for the label. */
typedef struct kdrun_word {
  uint32_t start;    /* where the word begins in the text, in bytes */
  uint32_t size;     /* bytes of the word in the text */
  int32_t token;     /* its number in the vocabulary; 0 for an unknown word */
  uint32_t reserved; /* 0 */
  double weight;     /* probability that the label loses without the word; negative when it gains */
} kdrun_word;

/* MARK: Version */

/* The ABI of the library, KDRUN_ABI_VERSION of the header it was built with. */
uint32_t kdrun_abi_version(void);

/* The library's version, such as "0.1.0". Ends in NUL; valid for ever. */
const char *kdrun_version(void);

/* The name of a reason, such as "mostly_unknown", as all tools of kdrun print it. Ends in NUL; valid for
 * ever. NULL for a number that is no reason. */
const char *kdrun_reason(int32_t reason);

/* MARK: Models */

#ifndef __wasm__
/* Maps a file read-only into memory, for all scorers of the process. Nothing is checked yet but that
 * there are bytes.
 *
 *   path    ends in NUL
 *   model   receives where the bytes are, a multiple of 4096; NULL on failure
 *   size    receives how many; 0 on failure
 *   error   receives the reason of a failure; may be NULL
 *
 * KDRUN_OK, KDRUN_BAD_ARGUMENT, KDRUN_NO_FILE, KDRUN_CANNOT_READ, or KDRUN_BAD_MODEL for an empty file.
 *
 * To replace a model file while it is mapped, write a new file and rename it over the old one. As with
 * every mapping, cutting a mapped file in place makes its reader end with SIGBUS. */
int32_t kdrun_map(const char *path, const void **model, size_t *size, kdrun_error *error);

/* Ends a mapping of kdrun_map. No scorer of it may be used afterwards. NULL is allowed. */
void kdrun_unmap(const void *model, size_t size);
#endif

/* Checks a whole model and tells how large a scorer's arena must be.
 *
 *   model       the bytes of a .kdm file, at any address
 *   size        how many
 *   options     as kdrun_open will get
 *   arena_size  receives the bytes of an arena; 0 on failure
 *   error       receives the reason of a failure; may be NULL
 *
 * KDRUN_OK, KDRUN_BAD_ARGUMENT or KDRUN_BAD_MODEL. Takes about a millisecond for a model of 40 KB. */
int32_t kdrun_arena_size(const void *model, size_t size, uint32_t options, size_t *arena_size,
                         kdrun_error *error);

/* Makes a scorer. Checks the model again: nothing is believed from an earlier call.
 *
 *   model, size  the bytes of a .kdm file. They must stay as they are while the scorer is used.
 *   options      0 or KDRUN_FOLD
 *   arena        memory for this scorer alone, at a multiple of KDRUN_ARENA_ALIGNMENT
 *   arena_size   its bytes, at least what kdrun_arena_size tells for the same model and options
 *   scorer       receives the scorer, NULL on failure. Valid as long as arena and model are.
 *   error        receives the reason of a failure; may be NULL
 *
 * KDRUN_OK, KDRUN_BAD_ARGUMENT, KDRUN_BAD_MODEL or KDRUN_BAD_ARENA. */
int32_t kdrun_open(const void *model, size_t size, uint32_t options, void *arena, size_t arena_size,
                   kdrun_scorer **scorer, kdrun_error *error);

/* MARK: What a model says of itself */

/* Classes of the model, at least 2; 0 for NULL. */
uint32_t kdrun_label_count(const kdrun_scorer *scorer);

/* The name of class `index`, UTF-8. It does not end in NUL: its bytes lie in the model and live as long.
 * size receives how many and may be NULL. NULL, and size 0, beyond the last class. */
const char *kdrun_label(const kdrun_scorer *scorer, uint32_t index, size_t *size);

/* Items (questions) that the model tells apart; 0 when it knows none and needs none. */
uint32_t kdrun_item_count(const kdrun_scorer *scorer);

/* The id of item `index`, like kdrun_label. */
const char *kdrun_item(const kdrun_scorer *scorer, uint32_t index, size_t *size);

/* Bits after the binary point of a logit: the real logit is the integer divided by 2 to this power. */
uint32_t kdrun_logit_bits(const kdrun_scorer *scorer);

/* Tokens of a response that are read, the item's included; later ones are ignored. */
uint32_t kdrun_max_tokens(const kdrun_scorer *scorer);

/* MARK: Scoring */

/* Scores one response. Allocates nothing, waits for nothing and calls no system function.
 *
 *   text, text_size  the response, UTF-8; text may be NULL when text_size is 0
 *   item, item_size  the id of the question, or NULL for none. A model without items ignores it.
 *   result           receives the outcome
 *   probabilities    [kdrun_label_count] receives the softmax of the logits; may be NULL
 *   logits           [kdrun_label_count] receives the integer logits; may be NULL
 *
 * KDRUN_OK, also for a response that has no score: look at result->label or result->reason.
 * probabilities and logits are written only when there is one. KDRUN_BAD_ARGUMENT otherwise. */
int32_t kdrun_score(kdrun_scorer *scorer, const char *text, size_t text_size, const char *item,
                    size_t item_size, kdrun_result *result, double *probabilities, int32_t *logits);

/* Scores token ids in place of text: 0 for an unknown word, then the words of the vocabulary, then the
 * items. A model with items expects the item's id first. An id beyond the vocabulary counts as unknown.
 * tokens may be NULL when count is 0; the rest as kdrun_score. */
int32_t kdrun_score_tokens(kdrun_scorer *scorer, const uint16_t *tokens, size_t count,
                           kdrun_result *result, double *probabilities, int32_t *logits);

/* Which words mattered: scores the response, and then once without each of its words (occlusion, after
 * Zeiler and Fergus 2014).
 *
 *   text, item, result  as kdrun_score
 *   words               [capacity] receives the first words of the response in their order; may be
 *                       NULL when capacity is 0. What lies behind the last is not touched.
 *   count               receives how many words the score read, which may be more than capacity, and 0
 *                       when there is no score; may be NULL
 *
 * A word's weight is the probability of result->label in the whole response less that without the word;
 * the weight of the only word is the whole probability. Words behind the first kdrun_max_tokens() tokens
 * are not read and have no weight. Takes as long as min(capacity, count) + 1 scores.
 *
 * KDRUN_OK or KDRUN_BAD_ARGUMENT. */
int32_t kdrun_explain(kdrun_scorer *scorer, const char *text, size_t text_size, const char *item,
                      size_t item_size, kdrun_result *result, kdrun_word *words, size_t capacity,
                      size_t *count);

/* Scores the golden vectors of the model file, which must give exactly the logits that it states: proof
 * that this machine and build compute what the model's author did.
 *
 *   count, failed  receive how many vectors there are and how many differ; may be NULL
 *
 * KDRUN_OK, KDRUN_BAD_ARGUMENT or KDRUN_SELF_TEST_FAILED. */
int32_t kdrun_self_test(kdrun_scorer *scorer, uint32_t *count, uint32_t *failed);

/* MARK: Layout, the same with every compiler and machine */

#if defined(__cplusplus) && __cplusplus >= 201103L
#define KDRUN_CHECK(condition, text) static_assert(condition, text)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define KDRUN_CHECK(condition, text) _Static_assert(condition, text)
#else
#define KDRUN_CHECK(condition, text) extern int kdrun_check_[(condition) ? 1 : -1]
#endif
KDRUN_CHECK(sizeof(kdrun_error) == 256, "kdrun_error has 256 bytes");
KDRUN_CHECK(sizeof(kdrun_result) == 16, "kdrun_result has 16 bytes");
KDRUN_CHECK(sizeof(kdrun_word) == 24, "kdrun_word has 24 bytes");
KDRUN_CHECK(offsetof(kdrun_word, weight) == 16, "kdrun_word has its weight at byte 16");
#undef KDRUN_CHECK

#ifdef __cplusplus
}
#endif

#endif
