# SPDX-License-Identifier: GPL-3.0-or-later
# Report.pm -- figures as a table, in Markdown and as a chart

package Report;

use strict;
use warnings;
use File::Basename;
use POSIX;

my ($BEGIN, $END) = ('<!-- bench: begin -->', '<!-- bench: end -->');

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

# Return "holds", "over" or "" for the limit of COMPETITOR.
sub verdict {
    my ($competitor) = @_;

    return '' if !defined $competitor->{limit};
    return $competitor->{ratio}[1] <= $competitor->{limit} ? 'holds' : 'over';
}

# Print FIGURE as a table: what each competitor takes for a unit, the ratio of
# ours to it with the quartiles, and the limit of that.
sub show {
    my ($figure) = @_;
    my @competitors = @{ $figure->{competitors} };

    printf "%s\n", $figure->{name};
    for my $competitor (@competitors) {
        printf '  %-26s %10s a %-5s %7d KiB', $competitor->{name},
            duration($competitor->{seconds} / ($figure->{per} // 1)), $figure->{unit},
            $competitor->{kibibytes};
        printf '  %.3f (%.3f-%.3f)', @{ $competitor->{ratio} }[1, 0, 2]
            if $competitor != $competitors[0];
        printf '  limit %.2f %s', $competitor->{limit}, verdict($competitor)
            if defined $competitor->{limit};
        print "\n";
    }
}

# Return the table of FIGURES in Markdown.
sub markdown {
    my @lines = ('| Figure | Ours | Against | Ratio, quartiles | Limit |',
                 '|---|---|---|---|---|');

    for my $figure (@_) {
        my ($ours, @others) = @{ $figure->{competitors} };
        my $first = sprintf '%s | %s a %s', $figure->{name},
            duration($ours->{seconds} / ($figure->{per} // 1)), $figure->{unit};
        for my $other (@others) {
            push @lines, sprintf '| %s | %s | **%.2f**, %.2f to %.2f | %s |', $first,
                $other->{name}, @{ $other->{ratio} }[1, 0, 2],
                defined $other->{limit} ? sprintf '%.2f', $other->{limit} : '';
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
# logarithm of what it takes for each second of ours.
sub chart {
    my ($row, $left, $width, $most) = (18, 330, 420, 30);
    my ($y, @shapes) = (40);
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
                sprintf('<text x="%.1f" y="%d">%.2f</text>', $to + 6, $y + 13, $times);
            $y += $row;
        }
        $y += 6;
    }
    for my $mark (1, 2, 5, 10, 20) {
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
<text x="8" y="14" class="name">time of the others, where ours is 1</text>
END
}

# Put FIGURES, each of so many ROUNDS, into the file README between its two marks,
# and their chart into bench/results.svg beside it.
sub update {
    my ($readme, $rounds, @figures) = @_;
    my $date = POSIX::strftime('%Y-%m-%d', gmtime);
    my $section = join "\n\n", $BEGIN, '![The figures as a chart](bench/results.svg)',
        "Measured on $date (" . machine()
        . "), medians of $rounds rounds:",
        markdown(@figures), $END;
    my $svg = dirname($readme) . '/bench/results.svg';

    open my $in, '<', $readme or die "$readme: $!\n";
    my $text = join '', <$in>;
    close $in;
    $text =~ s/\Q$BEGIN\E.*\Q$END\E/$section/s or die "$readme: no marks\n";
    for my $file ([$readme, $text], [$svg, chart(@figures)]) {
        open my $out, '>', $file->[0] or die "$file->[0]: $!\n";
        print $out $file->[1];
        close $out or die "$file->[0]: $!\n";
    }
}

1;
