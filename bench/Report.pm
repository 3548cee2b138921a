# SPDX-License-Identifier: GPL-3.0-or-later
# Report.pm -- figures as tables, in Markdown and as a chart

package Report;

use strict;
use warnings;
use File::Basename;
use POSIX;

my ($BEGIN, $END) = ('<!-- bench: begin -->', '<!-- bench: end -->');
my $NOTES = <<'END';
"Times as fast" is the time of what inodeutils is compared with, divided by the
time in the second column, which was measured in the same round: more than 1 is
faster. A limit is the least that is acceptable. Programs that cannot read a list
of files get it from `xargs -0`.

"in bash" is the time of a call in a loop in one bash process; "builtin" is a
loadable builtin of this package, "program" is the program of the same name, and
`printf '%s\n' 1` is a builtin of bash that does as little as possible.
[script](script) sorts files by date: it queries each file, and for some of them
runs `mkdir -p` and appends a line to a file. "builtins in $(...)" is the
script with the builtins in place of the programs, which still creates a process
for each `$(lstat ...)`; "builtins" uses `lstat -v` instead.
END
chomp $NOTES;

# Return the lines of Linux's cpuinfo, or none.
sub cpuinfo {
    open my $in, '<', '/proc/cpuinfo' or return ();
    return <$in>;
}

# Return what kind of machine this is: system, processor and number of those.
sub machine {
    my ($system, undef, $release, undef, $hardware) = POSIX::uname();
    my @lines = cpuinfo();
    my ($model) = map { /^model name\s*: (.*)/ ? $1 : () } @lines;
    my $count = grep { /^processor/ } @lines;

    $release =~ s/-.*//;
    return "$system $release, $hardware, " . ($model ? "$model, " : '') . "$count processors";
}

# Return SECONDS with a unit that suits them.
sub duration {
    my ($seconds) = @_;

    return sprintf '%.1f ns', $seconds * 1e9 if $seconds < 1e-6;
    return sprintf '%.2f us', $seconds * 1e6 if $seconds < 1e-3;
    return sprintf '%.2f ms', $seconds * 1e3 if $seconds < 1;
    return sprintf '%.2f s', $seconds;
}

# Return how many times as long as the first of two programs the other one takes,
# in two digits that count.  The first takes RATIO of the time of the other.
sub factor {
    my ($ratio) = @_;
    my $factor = sprintf('%.1e', 1 / $ratio) + 0;

    return sprintf $factor < 10 ? '%#.2g' : '%d', $factor;
}

# Return "holds", "over" or "" for the limit of COMPETITOR.
sub verdict {
    my ($competitor) = @_;

    return '' if !defined $competitor->{limit};
    return $competitor->{ratio}[1] <= $competitor->{limit} ? 'holds' : 'over';
}

# Print FIGURE as a table: the time and memory of each competitor, how many times as
# long as the first it takes with the quartiles, and the limit of that.
sub show {
    my ($figure) = @_;
    my @competitors = @{ $figure->{competitors} };

    printf "%s\n", $figure->{name};
    for my $competitor (@competitors) {
        printf '  %-29s %10s per %-5s %7d KiB', $competitor->{name},
            duration($competitor->{seconds} / ($figure->{per} // 1)), $figure->{unit},
            $competitor->{kibibytes};
        printf '  %s (%s-%s)', map { factor($_) } @{ $competitor->{ratio} }[1, 2, 0]
            if $competitor != $competitors[0];
        printf '  limit %s %s', factor($competitor->{limit}), verdict($competitor)
            if defined $competitor->{limit};
        print "\n";
    }
}

# Return FIGURES, each with the first of its competitors and the one that is to be
# shown in the README, less those that have none.
sub main_figures {
    my @main;

    for my $figure (@_) {
        my ($first, @others) = @{ $figure->{competitors} };
        push @main, map { { %$figure, competitors => [$first, $_] } }
            grep { $_->{name} eq ($figure->{main} // '') } @others;
    }
    return @main;
}

# Return the table of FIGURES in Markdown, with limits if LIMITS.
sub markdown {
    my ($limits, @figures) = @_;
    my @lines = ('| Figure | inodeutils | Compared with | Times as fast (quartiles) |',
                 '|---|---|---|---|');

    if ($limits) { $lines[0] .= ' Limit |'; $lines[1] .= '---|' }
    for my $figure (@figures) {
        my ($ours, @others) = @{ $figure->{competitors} };
        my $first = sprintf '%s | %s per %s', $figure->{name},
            duration($ours->{seconds} / ($figure->{per} // 1)), $figure->{unit};
        for my $other (@others) {
            my $line = sprintf '| %s | %s | **%s** (%s to %s) |', $first, $other->{name},
                map { factor($_) } @{ $other->{ratio} }[1, 2, 0];
            $line .= (defined $other->{limit} ? ' ' . factor($other->{limit}) : '') . ' |'
                if $limits;
            push @lines, $line;
            $first = ' | ';
        }
    }
    return join "\n", @lines;
}

# Return TEXT for XML.
sub escaped {
    my ($text) = @_;

    $text =~ s/&/&amp;/g;
    $text =~ s/</&lt;/g;
    return $text;
}

# Return a chart of FIGURES in SVG: for each competitor a bar as long as the
# logarithm of its time divided by that of the first.
sub chart {
    my ($row, $left, $width, $most) = (18, 330, 420, 25);
    my ($y, @shapes) = (40);
    for my $figure (@_) {
        my (undef, @others) = @{ $figure->{competitors} };
        for my $other (@others) {
            my $times = 1 / $other->{ratio}[1];
            $most = $times if $most < $times;
        }
    }
    my $x = sub {
        my ($times) = @_;
        my $part = log($times / 0.5) / log($most / 0.5);
        return $left + $width * ($part < 0 ? 0 : 1 < $part ? 1 : $part);
    };

    for my $figure (@_) {
        my ($ours, @others) = @{ $figure->{competitors} };
        push @shapes, sprintf '<text x="8" y="%d" class="name">%s</text>', $y + 13,
            escaped($figure->{name});
        for my $other (@others) {
            my $times = 1 / $other->{ratio}[1];
            my ($from, $to) = sort { $a <=> $b } $x->(1), $x->($times);
            push @shapes, sprintf('<text x="%d" y="%d" text-anchor="end">%s</text>',
                                  $left - 8, $y + 13, escaped($other->{name})),
                sprintf('<rect x="%.1f" y="%d" width="%.1f" height="%d" class="%s"/>',
                        $from, $y + 3, $to - $from + 1, $row - 6,
                        $times < 1 ? 'less' : 'more'),
                sprintf('<text x="%.1f" y="%d">%s</text>', $to + 6, $y + 13,
                        factor($other->{ratio}[1]));
            $y += $row;
        }
        $y += 6;
    }
    for my $mark (grep { $_ <= $most } map { ($_, 2 * $_, 5 * $_) } 1, 10, 100, 1000) {
        push @shapes, sprintf('<path d="M%.1f 34V%d" class="mark"/>', $x->($mark), $y),
            sprintf('<text x="%.1f" y="28" text-anchor="middle">%s</text>', $x->($mark),
                    $mark);
    }
    my ($all, $height) = ($left + $width + 50, $y + 10);
    return <<"END" . join("\n", @shapes) . "\n</svg>\n";
<svg xmlns="http://www.w3.org/2000/svg" width="$all" height="$height"
  viewBox="0 0 $all $height" font-family="sans-serif" font-size="12">
<style>
  text { fill: #333 } .name { font-weight: bold } .more { fill: #3b7dbb }
  .less { fill: #b9b9b9 } .mark { stroke: #888; stroke-width: 0.5; fill: none }
  \@media (prefers-color-scheme: dark) { text { fill: #ddd } }
</style>
<text x="8" y="14" class="name">time of the other program divided by that of inodeutils</text>
END
}

# Write TEXT to the file FILE.
sub write_file {
    my ($file, $text) = @_;

    open my $out, '>', $file or die "$file: $!\n";
    print $out $text;
    close $out or die "$file: $!\n";
}

# Put the main ones of FIGURES, each of so many ROUNDS, into the file README between
# its two marks, their chart into bench/results.svg beside it, and all FIGURES into
# bench/RESULTS.md.
sub update {
    my ($readme, $rounds, @figures) = @_;
    my $bench = dirname($readme) . '/bench';
    my $date = POSIX::strftime('%Y-%m-%d', gmtime);
    my $measured = "Measured on $date (" . machine() . "), medians of $rounds rounds:";
    my @main = main_figures(@figures);
    my $section = join "\n\n", $BEGIN, '![The figures as a chart](bench/results.svg)',
        $measured, markdown(0, @main), $END;

    open my $in, '<', $readme or die "$readme: $!\n";
    my $text = join '', <$in>;
    close $in;
    $text =~ s/\Q$BEGIN\E.*\Q$END\E/$section/s or die "$readme: no marks\n";
    write_file($readme, $text);
    write_file("$bench/results.svg", chart(@main));
    write_file("$bench/RESULTS.md",
               "# Results of `make bench`\n\n$NOTES\n\n$measured\n\n"
               . markdown(1, @figures) . "\n");
}

1;
