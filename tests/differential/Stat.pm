# SPDX-License-Identifier: GPL-3.0-or-later
# Stat.pm -- random command lines for stat

package Stat;

use strict;
use warnings;
use Exporter 'import';
use Chance;
use Command;
use Formats;

our @EXPORT = qw(random_stat perform_stat);

my @ZONES = ('UTC0', 'EST5EDT,M3.2.0,M11.1.0', '<+0530>-5:30', 'nonsense',
              '', '<-1130>11:30', 'XXX-14', ':UTC',
             'Asia/Kolkata', ':America/New_York');

# What both refuse.  Left out is what has other options in its message: those
# that only one of the two has, or that an abbreviation stands for.
my @WRONG = (['-q'], ['-Lq'], ['--nope'], ['--termse'], ['--cached=x'], ['--cached'],
             ['--cached='], ['-c'], ['--printf'], ['--format'],
             ['--dereference=x'], ['--terse=1'], ['-0'],
             ['--cached', 'sometimes'], ["-\xff"], ["--n\xc3\xa9"],
             ["--cached=it's"], ['-L', '--terse=3'], []);
my @CACHED = qw(always never default al n d);

# Return options that ask for FORMAT, in the language that PRINTF selects.
sub format_options {
    my ($printf, $format) = @_;

    return one_of(["--printf=$format"], ['--printf', $format],
                  ["--pr=$format"]) if $printf;
    return one_of(['-c', $format], ["-c$format"], ["--format=$format"],
                  ['--fo', $format]) if length $format;
    return one_of(['-c', $format], ["--format=$format"]);
}

# Fill in what ABOUT, a description of a call, says of its layout; return the
# options for it.
sub random_layout {
    my ($about) = @_;
    my $kind = below(100);
    my @options;

    if ($about->{file_system} = percent(18)) {
        push @options, [ one_of('-f', '--file-system', '--fil') ];
    }
    if ($kind < 10) {
        $about->{layout} = 'default';
        return @options;
    }
    if ($kind < 22) {
        $about->{layout} = 'terse';
        return (@options, [ one_of('-t', '--terse', '--te') ]);
    }
    # The last format counts, and more than -t.
    push @options, ['-t'] if percent(2);
    if (percent(3)) {
        my $printf = percent(50);
        push @options, format_options(
            $printf, random_format($printf, $about->{file_system}));
    }
    $about->{layout} = 'format';
    $about->{printf} = percent(55);
    $about->{format} = random_format($about->{printf}, $about->{file_system});
    return (@options, format_options($about->{printf}, $about->{format}));
}

sub random_environment {
    my %env = (LC_ALL => percent(80) ? 'C' : one_of(@Command::LOCALES));

    $env{TZ} = one_of(@ZONES) if percent(80);
    $env{QUOTING_STYLE} = one_of(qw(literal shell shell-always shell-escape
                                    shell-escape-always c c-maybe escape locale
                                    clocale bad), '', 'sh', 'shell-e')
        if percent(30);
    return \%env;
}

sub random_operands {
    my @names = @_;

    @names = grep { /^(?:time|mode)-/ } @names if percent(25);
    return some_of(1, percent(60) ? 1 : percent(90) ? 3 : 9, @names);
}

# Return a command whose operands are some of NAMES, to be run in DIR.  Its
# member about describes what it asks for, if it is no error.
sub random_stat {
    my ($dir, @names) = @_;
    my %about = (program => 'lstat');
    my @options = random_layout(\%about);
    my @operands = random_operands(@names);
    my $env = random_environment();

    if ($about{follow} = percent(30)) {
        push @options, [ one_of('-L', '--dereference', '--de') ];
    }
    if (percent(20)) {
        my $when = one_of(@CACHED);
        push @options, one_of(["--cached=$when"], ['--cached', $when]);
    }
    @options = shuffled(@options) if !grep { $_->[0] =~ /^(?:-c|--[fp])/ }
        @options;
    $about{operands} = \@operands;
    my @args = map { @$_ } @options;
    if (percent(5)) {
        $about{wrong} = 1;
        my @wrong = @{ one_of(@WRONG) };
        # Before others, an option without its argument would take one of them.
        my $lacks = @wrong && $wrong[-1] =~ /^(?:-c|--format|--printf)$/;
        @args = percent(30) || $lacks ? (@args, @wrong) : (@wrong, @args);
        @operands = () if !@wrong || $lacks;
    }
    if (grep { /^-./ } @operands) {
        push @args, '--', @operands;
    }
    elsif (percent(85)) {
        push @args, @operands;
    }
    else {
        unshift @args, @operands;
        if (@operands && percent(20)) {
            # What follows the first operand is an operand too.
            $env->{POSIXLY_CORRECT} = '';
            %about = (program => 'lstat', layout => 'default',
                      operands => \@args);
        }
    }
    # Of a pipe there is no mount point; GNU prints that of the directory.
    my @stdin = ('/dev/null', "$dir/plain", $dir, '/dev/null', "$dir/plain",
                 'closed', ($about{format} // '') =~ /m/ ? () : 'pipe');
    return {
        dir    => $dir,
        args   => \@args,
        env    => $env,
        stdin  => one_of(@stdin),
        # When a write fails, lstat does without the rest of the operands and
        # GNU stat does not.
        stdout => percent(10) && @{ $about{operands} } == 1
            ? one_of('full', 'closed')
            : percent(80) ? 'kept' : 'with errors',
        about  => \%about,
    };
}

# Carry out COMMAND and return its outcome.
sub perform_stat {
    my ($command) = @_;
    return { %{ run_command($command) }, tree => q() };
}

1;
