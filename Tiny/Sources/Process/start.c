/* Where the process begins: the stack holds the command line. */
#include "Process.h"

#if defined(__x86_64__)
__asm__(".global _start\n_start:\n xor %ebp, %ebp\n mov %rsp, %rdi\n and $-16, %rsp\n"
        " call system_start\n");
#elif defined(__aarch64__)
__asm__(".global _start\n_start:\n mov x29, #0\n mov x0, sp\n and sp, x0, #-16\n"
        " bl system_start\n");
#elif defined(__arm__)
__asm__(".arm\n.global _start\n_start:\n mov r0, sp\n bic sp, sp, #7\n bl system_start\n");
#elif defined(__riscv)
__asm__(".global _start\n_start:\n .option push\n .option norelax\n la gp, __global_pointer$\n"
        " .option pop\n mv a0, sp\n andi sp, sp, -16\n call system_start\n");
#endif

int main(int, char **);

/* Written once, before anything else runs. */
static long *command_line;

const unsigned char *system_argument(int index) {
  return index < command_line[0] ? (const unsigned char *)command_line[1 + index] : 0;
}

void system_start(long *stack) {
  command_line = stack;
  system_exit(main((int)stack[0], (char **)(stack + 1)));
}

extern const unsigned char *const system_model_range[2];

const void *system_built_in(system_size *count) {
  *count = (system_size)(system_model_range[1] - system_model_range[0]);
  return *count > 0 ? system_model_range[0] : 0;
}

unsigned char *system_message(void) {
  static unsigned char message[2048];
  return message;
}
