#include <config.h>
#include "make-path.h"
