# SPDX-License-Identifier: GPL-3.0-or-later
# Figures.pm -- what is measured, against what, and how far it may go

package Figures;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(figures);

my $NUMERIC = '%f %i %h %u %g %s %b %Y';

# What the loadable stat of bash sets.
my @BASH_FIELDS = qw(path type st_dev st_ino mode st_nlink st_uid st_gid st_rdev st_size
                     st_blocks st_blksize st_atime st_mtime st_ctime target);

# A figure is a hash of "name", "unit", perhaps "per", the number of units of one
# run, perhaps "main", the name of the competitor to show with it in the README,
# and "competitors", the first of which is compared with the others.

# Return a competitor NAME that runs COMMAND TIMES times for a sample; the time of
# the first divided by its time may be LIMIT, if that is defined.
sub peer {
    my ($name, $limit, $command, $times) = @_;

    return { name => $name, limit => $limit, command => $command,
             times => $times // 1 };
}

# Return the competitors that call "stat ARGUMENT..." or "mkdir ARGUMENT..." of
# other makes, of those that PEERS has.  LIMIT is for GNU's, WORDS come before
# the program.
sub others {
    my ($peers, $program, $limit, $words, $arguments, $times) = @_;

    return map { peer($_->[0], $_->[1], [@$words, @{ $_->[2] }, @$arguments], $times) }
        grep { $_->[2] }
        ['GNU', $limit, $peers->{gnu}{$program}],
        ['BusyBox', undef, $peers->{busybox} && [$peers->{busybox}, $program]],
        ['toybox', undef, $peers->{toybox} && [$peers->{toybox}, $program]],
        ['uutils', undef, $peers->{uutils}{$program}];
}

sub python {
    my ($peers, $script, @arguments) = @_;

    return $peers->{python} ? [$peers->{python}, '-c', $script, @arguments] : ();
}

# One call on one file.
sub one_call {
    my ($p) = @_;
    my $size = 'import os, sys; print(os.lstat(sys.argv[1]).st_size)';
    my @figures = {
        name => 'one call', unit => 'call', main => 'GNU',
        competitors => [
            peer('inodeutils', undef, [$p->{lstat}, '-c', '%s', '../F'], 200),
            others($p, 'stat', 0.85, [], ['-c', '%s', '../F'], 200),
            peer('minimal program', 1.10, [$p->{least}, '../F'], 200),
            ($p->{find} ? peer('find', undef,
                               [$p->{find}, '../F', '-maxdepth', 0, '-printf', '%s\n'], 200) : ()),
            (map { peer('Python', undef, $_, 20) } python($p, $size, '../F')),
        ] };

    push @figures, {
        name => 'one call, static', unit => 'call', main => 'GNU',
        competitors => [
            peer('inodeutils', undef, [$p->{static_lstat}, '-c', '%s', '../F'], 300),
            peer('GNU', 0.25, [@{ $p->{gnu}{stat} }, '-c', '%s', '../F'], 100),
            peer('minimal static program', 1.05, [$p->{static_least}, '../F'], 300),
        ] } if $p->{static_lstat};
    push @figures, {
        name => 'mkdir -p of an existing directory', unit => 'call',
        competitors => [
            peer('inodeutils', undef, [$p->{mkdir}, '-p', 'd00'], 200),
            others($p, 'mkdir', 0.85, [], ['-p', 'd00'], 200),
        ] };
    return @figures;
}

# Many files from the list LIST, of which there are FILES.
sub many_files {
    my ($p) = @_;
    my $list = $p->{list};
    my @xargs = ('xargs', '-0', '-a', $list);
    my $loop = 'import json, os, sys
for name in open(sys.argv[1], "rb").read().split(b"\0")[:-1]:
    s = os.lstat(name)
    ';
    my $ours = sub {
        my ($options, @arguments) = @_;
        return peer('inodeutils', undef,
                    [$p->{lstat}, @$options, "--files0-from=$list", @arguments]);
    };
    my $bare = sub {
        my ($call, $limit) = @_;
        return peer("bare loop of $call", $limit, [$p->{look}, $call, $list]);
    };
    my $gnu = sub { (others($p, 'stat', $_[0], \@xargs, $_[1]))[0] };
    my $figure = sub {
        my ($name, $main, @competitors) = @_;
        return { name => $name, unit => 'file', per => $p->{files}, main => $main,
                 competitors => \@competitors };
    };

    return (
        $figure->('8 numeric fields', 'GNU', $ours->([], '-c', $NUMERIC),
            $bare->('stat', 1.3), others($p, 'stat', 0.5, \@xargs, ['-c', $NUMERIC]),
            ($p->{find} ? peer('find', undef,
                [$p->{find}, '.', '-mindepth', 2, '-printf', '%m %i %n %U %G %s %b %T@\n']) : ()),
            (map { peer('Python', undef, $_) } python($p, $loop
                . 'print(s.st_mode, s.st_ino, s.st_nlink, s.st_uid, s.st_gid,'
                . ' s.st_size, s.st_blocks, int(s.st_mtime))', $list))),
        $figure->('8 numeric fields, -j1', undef, $ours->(['-j1'], '-c', $NUMERIC),
            $bare->('stat', 1.12), $gnu->(undef, ['-c', $NUMERIC])),
        $figure->('8 numeric fields, -j2', undef, $ours->(['-j2'], '-c', $NUMERIC),
            $bare->('stat', $p->{processors} < 2 ? undef : 0.75)),
        $figure->('%U %G', 'GNU', $ours->([], '-c', '%U %G'),
            others($p, 'stat', 0.2, \@xargs, ['-c', '%U %G'])),
        $figure->('%U %G, -j1', undef, $ours->(['-j1'], '-c', '%U %G'),
            $gnu->(0.2, ['-c', '%U %G'])),
        $figure->('%y', undef, $ours->([], '-c', '%y'),
            others($p, 'stat', 0.4, \@xargs, ['-c', '%y'])),
        $figure->('%y, -j1', undef, $ours->(['-j1'], '-c', '%y'), $bare->('statx', 1.12),
            $gnu->(undef, ['-c', '%y'])),
        $figure->('default layout', 'GNU', $ours->([]),
            $bare->('statx', $p->{processors} < 2 ? 1.35 : 0.7),
            others($p, 'stat', 0.25, \@xargs, [])),
        $figure->('default layout, -j1', undef, $ours->(['-j1']), $bare->('statx', 1.35),
            $gnu->(0.25, [])),
        $figure->('--json', 'Python', $ours->([], '--json'),
            $bare->('statx', $p->{processors} < 2 ? 3.1 : 1.8),
            (map { peer('Python', undef, $_) } python($p, $loop
                . 'print(json.dumps({k: getattr(s, k) for k in dir(s)'
                . ' if k.startswith("st_")}))', $list))),
        $figure->('--json, -j1', undef, $ours->(['-j1'], '--json'), $bare->('record', 1.35),
            $bare->('statx', 3.1)),
        $figure->('--json, -j2', undef, $ours->(['-j2'], '--json'),
            { %{ $ours->(['-j1'], '--json') }, name => 'inodeutils with -j1',
              limit => $p->{processors} < 2 ? undef : 0.7 }),
    );
}

# Queries that take a millisecond each, as over a network.
sub slow_queries {
    my ($p) = @_;
    my @slowly = ('strace', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', 'trace=statx',
                  '-e', 'inject=statx:delay_enter=1000', $p->{lstat});
    my $figure = sub {
        my ($name, @arguments) = @_;
        my $jobs = sub {
            my ($jobs) = @_;
            return [@slowly, $jobs, "--files0-from=$p->{short_list}", @arguments];
        };
        return { name => $name, unit => 'file', per => $p->{short_files},
                 main => 'inodeutils with -j1',
                 competitors => [
                     peer('inodeutils', undef, $jobs->('-j16')),
                     peer('inodeutils with -j1', 0.1, $jobs->('-j1'))] };
    };

    return () if !$p->{strace};
    return ($figure->('1 ms per query, -j16', '-c', $NUMERIC),
            { %{ $figure->('--json, 1 ms per query, -j16', '--json') }, main => undef });
}

# Directories with their parents, in memory.
sub many_directories {
    my ($p) = @_;
    my @competitors = (
        peer('inodeutils', undef, [$p->{mkdir}, '-p', "--files0-from=$p->{paths}"]),
        peer('bare loop of mkdir', 1.2, [$p->{make}, $p->{all_paths}]),
        others($p, 'mkdir', 0.65, ['xargs', '-0', '-a', $p->{paths}], ['-p']));

    $_->{before} = $p->{empty} for @competitors;
    return { name => 'mkdir -p of a list', unit => 'path', per => $p->{directories},
             main => 'GNU', competitors => \@competitors };
}

# A list a hundred times as long, through a pipe.
sub growth {
    my ($p) = @_;
    my $fed = sub {
        my ($name, $limit, $times) = @_;
        my $feed = "i=0; while [ \$i -lt $times ]; do cat '$p->{list}'; i=\$((i + 1)); done |"
            . " exec '$p->{lstat}' --files0-from=- -c '$NUMERIC'";
        return { %{ peer($name, $limit, ['sh', '-c', $feed]) }, share => $times };
    };

    return () if !$p->{growth};
    return { name => 'list 100 times as long', unit => 'file', per => $p->{files},
             competitors => [$fed->('inodeutils', undef, 100),
                             $fed->('inodeutils, the list once', 1.1, 1)] };
}

# Lists of few files on one thread, on two from the start, and as by default: where
# two threads take less time, JOBS_DEFAULT_AFTER of src/lstat/jobs.h should stand.
sub threads {
    my ($p) = @_;
    my @outputs = (['8 numeric fields', '-c', $NUMERIC], ['default layout'],
                   ['--json', '--json']);
    my @figures;

    for my $output (@outputs) {
        my ($name, @arguments) = @$output;
        for my $length (sort { $a <=> $b } keys %{ $p->{lists} }) {
            my @words = ("--files0-from=$p->{lists}{$length}", @arguments);
            my $times = int(50_000 / $length) || 1;
            my $lstat = sub { peer($_[0], undef, [$p->{lstat}, @{ $_[1] }, @words], $times) };
            push @figures, { name => "$name, $length files", unit => 'file', per => $length,
                             competitors => [$lstat->('inodeutils with -j2', ['-j2']),
                                             $lstat->('inodeutils with -j1', ['-j1']),
                                             $lstat->('inodeutils', [])] };
        }
    }
    return @figures;
}

# Return a competitor NAME that runs in bash PREPARE and, CALLS times, COMMAND, where
# $0 is FILE.
sub loop {
    my ($p, $name, $limit, $calls, $prepare, $command, $file) = @_;
    my $script = "${prepare}for ((i = 0; i < $calls; i++)); do $command; done";

    return { %{ peer($name, $limit, [$p->{bash}, '-c', $script, $file // 'bash']) },
             share => $calls };
}

# Return a competitor NAME that calls "BUILTIN ARGUMENTS", loaded from FILE.
sub loop_of_builtin {
    my ($p, $name, $limit, $builtin, $file, $arguments) = @_;

    return loop($p, $name, $limit, $p->{calls}, "enable -f \"\$0\" $builtin || exit; ",
                "$builtin $arguments", $file);
}

# Return a competitor NAME that calls the program FILE with ARGUMENTS.
sub loop_of_program {
    my ($p, $name, $limit, $file, $arguments) = @_;

    return loop($p, $name, $limit, int($p->{calls} / 200) || 1, '', "\"\$0\" $arguments",
                $file);
}

# Return a competitor that calls the loadable NAME of bash with ARGUMENTS, if it
# is there.
sub loop_of_bash {
    my ($p, $name, $arguments) = @_;
    my $file = $p->{builtins}{bash}{$name};

    return $file
        ? loop_of_builtin($p, "bash's loadable $name", undef, $name, $file, $arguments) : ();
}

# Calls of the builtin NAME with ARGUMENTS in one process of bash, against
# programs, THEIRS, the loadable of bash, with THEIR_ARGUMENTS, and a builtin that
# does as little as possible.
sub calls_in_bash {
    my ($p, $name, $arguments, $theirs, $their_arguments) = @_;
    my $file = $p->{builtins}{ours}{$name} // return ();

    return { name => "$name in bash", unit => 'call',
             main => $name eq 'lstat' ? "GNU $theirs" : undef,
             competitors => [
                 loop_of_builtin($p, "builtin $name", undef, $name, $file, $arguments),
                 loop_of_program($p, "GNU $theirs", 0.005, $p->{gnu}{$theirs}[0], $arguments),
                 loop_of_program($p, "program $name", undef, $p->{$name}, $arguments),
                 loop_of_bash($p, $theirs, $their_arguments),
                 loop($p, 'printf', 4, $p->{calls}, '', "printf '%s\\n' 1") ] };
}

# An associative array set to the fields that bash's own stat sets, and to all.
sub arrays {
    my ($p) = @_;
    my $file = $p->{builtins}{ours}{lstat} // return ();
    my $fewer = { %$p, calls => int($p->{calls} / 10) || 1 };
    my $lstat = sub {
        my ($name, $arguments) = @_;
        return loop_of_builtin($fewer, $name, undef, 'lstat', $file, "-A st $arguments ../F");
    };

    return { name => 'lstat -A in bash', unit => 'call',
             competitors => [
                 $lstat->('builtin lstat, ' . @BASH_FIELDS . ' fields',
                          '--json=' . join(',', @BASH_FIELDS)),
                 loop_of_bash($fewer, 'stat', '-A st ../F'),
                 $lstat->('builtin lstat, all fields', '') ] };
}

# A script in bash, which must make the same directories and files with any
# commands.
sub script {
    my ($p) = @_;
    my $expected;
    my $run = sub {
        my ($name, @arguments) = @_;
        my $check = sub {
            my $digest = $p->{digest}->();
            $expected //= $digest;
            die "script: $name: another result\n" if $digest ne $expected;
        };
        return { %{ peer($name, undef, [$p->{bash}, $p->{script}, @arguments, $p->{made},
                                        @{ $p->{sorted} }]) },
                 before => $p->{empty}, after => $check };
    };
    my @load = ('-l', $p->{loadables});
    my $ours = $p->{builtins}{ours};

    return () if !$ours->{lstat} || !$ours->{mkdir};
    return { name => 'bench/script', unit => 'file', per => $p->{sorted_files},
             main => 'GNU programs',
             competitors => [
                 $run->('builtins', @load, '-v', 'lstat', 'mkdir'),
                 $run->('GNU programs', map { $p->{gnu}{$_}[0] } qw(stat mkdir)),
                 $run->('programs', $p->{lstat}, $p->{mkdir}),
                 $run->('builtins in $(...)', @load, 'lstat', 'mkdir') ] };
}

# Return all figures for the programs, lists and numbers in PLACES.
sub figures {
    my ($places) = @_;

    return (one_call($places), many_files($places), slow_queries($places),
            many_directories($places), growth($places), threads($places),
            calls_in_bash($places, 'lstat', '-c %s ../F', 'stat', '-A st ../F'),
            arrays($places), calls_in_bash($places, 'mkdir', '-p d00', 'mkdir', '-p d00'),
            script($places));
}

1;
