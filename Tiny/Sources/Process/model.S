// The model that scripts/build-tiny builds in: the file KDSCORE_MODEL, empty for none.
#if defined(__arm__)
#define WORD .word
#else
#define WORD .quad
#endif

  .section .rodata.system_model, "a"
  .balign 16
model:
#ifdef KDSCORE_MODEL
  .incbin KDSCORE_MODEL
#endif
model_end:
  .balign 16
  .global system_model_range
  .hidden system_model_range
system_model_range:
  WORD model, model_end
