# SPDX-License-Identifier: GPL-3.0-or-later
# Timing.pm -- commands timed side by side

package Timing;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(compete);

# Return the value below which the part $part of the numbers @_ lies.
sub quantile {
    my ($part, @numbers) = @_;
    my @sorted = sort { $a <=> $b } @numbers;
    my $place = $part * $#sorted;
    my $below = int $place;
    my $above = $below < $#sorted ? $below + 1 : $below;

    return $sorted[$below] + ($place - $below) * ($sorted[$above] - $sorted[$below]);
}

# Run COMPETITOR, a hash of "command", an array, "times", how often to run it for
# one sample, perhaps "share", how much more one run does than others do, and
# perhaps "before" and "after", subs to call first and last, by the program REPEAT.
# Return the seconds that one run takes for a share, and its resident set in KiB.
sub sample {
    my ($repeat, $competitor) = @_;
    my $times = $competitor->{times} // 1;

    $competitor->{before}->() if $competitor->{before};
    open my $pipe, '-|', $repeat, $times, @{ $competitor->{command} }
        or die "$repeat: $!\n";
    my $line = <$pipe>;
    close $pipe or die "@{ $competitor->{command} }: failed\n";
    $competitor->{after}->() if $competitor->{after};
    my ($seconds, $kibibytes) = split ' ', $line;
    return ($seconds / $times / ($competitor->{share} // 1), $kibibytes);
}

# Let COMPETITORS run in turn, ROUNDS times, each time in the opposite order, and
# set in each "seconds", the median, "kibibytes", the most, and "ratio", which
# is the quartiles of what the first takes as a part of what this one takes in
# the same round.
sub compete {
    my ($repeat, $rounds, @competitors) = @_;
    my %seconds;

    for my $round (1 .. $rounds) {
        for my $competitor ($round % 2 ? @competitors : reverse @competitors) {
            my ($seconds, $kibibytes) = sample($repeat, $competitor);
            push @{ $seconds{$competitor} }, $seconds;
            $competitor->{kibibytes} = $kibibytes
                if ($competitor->{kibibytes} // -1) < $kibibytes;
        }
    }
    my $first = $seconds{ $competitors[0] };
    for my $competitor (@competitors) {
        my $own = $seconds{$competitor};
        my @ratios = map { $first->[$_] / $own->[$_] } 0 .. $#$own;
        $competitor->{seconds} = quantile(0.5, @$own);
        $competitor->{ratio} = [map { quantile($_, @ratios) } 0.25, 0.5, 0.75];
    }
}

1;
