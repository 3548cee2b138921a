# SPDX-License-Identifier: GPL-3.0-or-later
# Chance.pm -- random draws that a seed and the number of a run repeat

package Chance;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT = qw(start_chance below percent one_of some_of shuffled);

# Begin the draws of RUN, a number or a word, under SEED.
sub start_chance {
    my ($seed, $run) = @_;
    my $sum = 0;

    # Neighbouring seeds of perl's generator begin with neighbouring numbers,
    # so they are spread first.  All stays below 2**53.
    $sum = ($sum * 65599 + ord) % 4294967291 for split //, "$seed/$run/$run";
    srand $sum;
    rand for 1 .. 8;
    return;
}

# Return an integer from 0 to LIMIT - 1.
sub below {
    my ($limit) = @_;
    return int rand $limit;
}

# True in CHANCE of 100 cases.
sub percent {
    my ($chance) = @_;
    return rand(100) < $chance;
}

# Return one of the arguments.
sub one_of {
    return $_[ below(scalar @_) ];
}

# Return the arguments in random order.
sub shuffled {
    my @left = @_;
    my @order;

    push @order, splice @left, below(scalar @left), 1 while @left;
    return @order;
}

# Return from LEAST to MOST of the remaining arguments, with repetition.
sub some_of {
    my ($least, $most, @from) = @_;
    return map { one_of(@from) } 1 .. $least + below($most - $least + 1);
}

1;
