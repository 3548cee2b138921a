#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
# differential.pl -- lstat and mkdir against GNU's, on random command lines

# Usage: differential.pl [LSTAT MKDIR]
#
# The programs are those in the directory PROGRAMS_DIR by default.  The
# environment may also hold RUNS, the number of calls; SEED, from which they
# are drawn; RUN, the number of the one call to make; LOOK, lstat or mkdir, to
# call just that one; KEEP=1, to keep the files; GNU_STAT and GNU_MKDIR, the
# programs to compare with.
#
# Exit status: 0, 1 if the programs differ in a way that is not in
# Differences.pm, 77 if there is nothing to compare with.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/differential";
use File::Temp;
use Chance;
use Command;
use Differences;
use Files;
use Mkdir;
use Reference;
use Stat;

my $SHOWN_MAX = 20;

my $runs = $ENV{RUNS} || 400;
my $seed = $ENV{SEED} || 1;
my $one_run = $ENV{RUN};   # empty for all
my @ours = @ARGV ? @ARGV : map { ($ENV{PROGRAMS_DIR} // 'src') . "/$_" }
    qw(lstat mkdir);
my $scratch = File::Temp->newdir('differential-XXXXXXXX', TMPDIR => 1,
                                 CLEANUP => !$ENV{KEEP});
my @places;      # where runs take place
my %used;        # how often each entry of the list was
my $unstable = 0;
my $failures = 0;

sub lack {
    print "nothing to compare with: @_\n";
    exit 77;
}

# Return the GNU program that VARIABLE in the environment or else NAME on the
# path gives.
sub find_reference {
    my ($variable, $name) = @_;
    my @found = $ENV{$variable} // map { "$_/$name" } split /:/, $ENV{PATH};

    for my $program (grep { -f && -x _ } @found) {
        my $version = `'$program' --version 2>/dev/null`;
        return $program if $version =~ /\(GNU coreutils\)/;
    }
    return lack("no GNU $name");
}

# Copy PROGRAM to where any user can reach it, and where no build replaces it.
sub copy_program {
    my ($program, $name) = @_;

    -x $program or die "$program: cannot be run\n";
    system('cp', '--', $program, "$scratch/bin/$name") == 0 or exit 2;
    return "$scratch/bin/$name";
}

# Return the directories that runs may take place in: in the temporary
# directory, and in memory, where times may have any value.
sub make_places {
    my @places = ("$scratch/place");

    if (-d '/dev/shm' && -w _) {
        our $memory = File::Temp->newdir('differential-XXXXXXXX',
                                         DIR => '/dev/shm',
                                         CLEANUP => !$ENV{KEEP});
        push @places, "$memory/place";
        chmod 0711, $memory;
    }
    mkdir for @places;
    return @places;
}

sub same {
    my ($one, $other) = @_;
    return !grep { $one->{$_} ne $other->{$_} } qw(out err status tree);
}

# Return the lines of TEXT, quoted, each with MARK before it.
sub marked {
    my ($mark, @lines) = @_;
    return map { "    $mark " . shell_quoted($_) . "\n" } @lines;
}

# Return a line about an entry of a tree.
sub entry_text {
    my ($kind, $name, @rest) = @{ $_[0] };

    $rest[0] = sprintf '%04o', $rest[0] if $kind ne 'link';
    return join ' ', $kind, $name, map { $_ // '-' } @rest;
}

# Return the lines in which ACTUAL differs from EXPECTED.
sub changes {
    my @lines = map { [ /([^\n]*\n|[^\n]+\z)/g ] } @_;
    my ($expected, $actual) = @lines;

    for my $end (0, -1) {
        while (@$expected && @$actual
               && $expected->[$end] eq $actual->[$end]) {
            splice @$_, $end, 1 for @lines;
        }
    }
    return (marked('-', @$expected), marked('+', @$actual));
}

# Print how the outcomes of a run differ, and how to repeat it.
sub show {
    my ($run, $reference, $command, $expected, $actual) = @_;

    $failures++;
    return if $failures > $SHOWN_MAX;
    print "\nDIFFERENCE in run $run: repeat with SEED=$seed RUN=$run\n";
    print '  GNU:  ', command_text({ %$command, program => $reference }), "\n";
    print '  ours: ', command_text($command), "\n";
    my @before = map { entry_text($_) } @{ $command->{tree} // [] };
    print "  tree before:\n", marked(' ', @before) if @before;
    print '  on the list: ', join(', ', @{ $expected->{entries} }), "\n"
        if @{ $expected->{entries} };
    for ('out', 'err', 'status', 'tree') {
        print "  $_:\n", changes($expected->{$_}, $actual->{$_})
            if $expected->{$_} ne $actual->{$_};
    }
    return;
}

# Carry out COMMAND by the reference and by ours with PERFORM, and compare.
# What the system changes by itself, such as the number of free blocks, must
# not count: a difference does if the reference is at one with itself before
# and after, five times in a row.
sub compare {
    my ($run, $perform, $reference, $command) = @_;
    my ($expected, $actual);
    my $seen = 0;

    # What the list has to say is about one stream or the other.
    delete $command->{stdout}
        if ($command->{stdout} // '') eq 'with errors'
        && differences_of($command);
    for (1 .. 16) {
        $expected = expected_outcome($perform, $reference, $command);
        $actual = $perform->($command);
        if (same($expected, $actual)) {
            $used{$_}++ for @{ $expected->{entries} };
            return;
        }
        my $again = expected_outcome($perform, $reference, $command);
        $seen = same($expected, $again) ? $seen + 1 : 0;
        return show($run, $reference, $command, $expected, $actual)
            if $seen == 5;
    }
    $unstable++;
    return;
}

$| = 1;
# So that the files are removed, those too that nobody may look at.
$SIG{$_} = sub { exit 2 } for qw(HUP INT PIPE TERM);
END {
    local $?;
    system 'chmod', '-R', 'u+rwx', '--', @places if @places && !$ENV{KEEP};
}
umask 022;
chmod 0711, $scratch;
mkdir "$scratch/bin" or die "$scratch/bin: $!\n";
my $gnu_stat = find_reference('GNU_STAT', 'stat');
my $gnu_mkdir = find_reference('GNU_MKDIR', 'mkdir');
my $lstat = copy_program($ours[0], 'lstat');
my $mkdir = copy_program($ours[1], 'mkdir');
@places = make_places();
my %operands;
for (@places) {
    mkdir "$_/files" and chdir "$_/files" or die "$_/files: $!\n";
    start_chance($seed, 'files');
    $operands{$_} = [ make_files() ];
}
chdir '/';
learn_reference($gnu_stat, $gnu_mkdir, $scratch, map { "$_/files" } @places);

for my $run ($one_run || (1 .. $runs)) {
    start_chance($seed, $run);
    my $place = one_of(@places);
    my $look = $ENV{LOOK} || ($run % 2 ? 'lstat' : 'mkdir');

    if ($look eq 'lstat') {
        my $command = random_stat("$place/files", @{ $operands{$place} });
        compare($run, \&perform_stat, $gnu_stat,
                { %$command, program => $lstat });
    }
    else {
        my $command = random_mkdir("$place/nest/x/work");
        compare($run, \&perform_mkdir, $gnu_mkdir,
                { %$command, program => $mkdir });
    }
}

print "differential: SEED=$seed, ", ($one_run ? 1 : $runs), ' runs, ',
    "$failures differences, $unstable without a stable reference\n";
print "on the list, with the number of runs:\n" if %used;
printf "  %5d  %s\n", $used{$_}, $_ for sort keys %used;
exit($failures ? 1 : 0);
