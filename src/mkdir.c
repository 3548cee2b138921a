#include <config.h>
#include "cli.h"
#include "operands.h"
#include "report.h"
#include "messages.h"
#include <stdio.h>
#include <unistd.h>
static struct cli_option const options[]
    = { { 'm', "mode", "MODE", N_ ("set file mode") }, CLI_COMMON_OPTIONS };
static void
tail (void)
{
  puts ("tail");
}
static struct cli_program const program
    = { "mkdir", "[OPTION]... DIR", "Make.", options, tail };
int
main (int argc, char **argv)
{
  struct output output;
  struct operands operands;
  cli_start (&program, argc, argv);
  for (int key; (key = cli_next ()) != -1;)
    ;
  output_start (&output, STDOUT_FILENO);
  report_attach (&output);
  operands_from_arguments (&operands, cli_operands (NULL));
  for (char const *path; (path = operands_next (&operands));)
    {
      output_text (&output, path);
      output_byte (&output, '\n');
    }
  return report_status ();
}
