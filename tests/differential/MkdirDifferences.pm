# SPDX-License-Identifier: GPL-3.0-or-later
# MkdirDifferences.pm -- what GNU mkdir does, made into what mkdir should do

package MkdirDifferences;

use strict;
use warnings;
use Exporter 'import';
use Command;
use Reference;

our @EXPORT = qw(changes_special_bits mode_spelled_out has_odd_names
                 requote_names may_not_search blame_directory
                 may_not_read made_readable unread_again);

# True if the mode that COMMAND asks for is symbolic, valid and about the
# special bits; a number after an operator is.
sub changes_special_bits {
    my ($command) = @_;
    my $mode = $command->{about}{mode} // return 0;

    return $mode =~ /[-+=]/ && $mode =~ /[st0-7]/
        && defined ask_mode($command, $mode);
}

# Return COMMAND with a mode to which the permission bits that it comes to are
# added in so many words.
sub mode_spelled_out {
    my ($command) = @_;
    my $mode = $command->{about}{mode};
    my $bits = ask_mode($command, $mode);
    my $bit = 01000;
    my $spelled = join ',', $mode, map {
        $bit >>= 1;
        $_->[0] . ($bits & $bit ? '+' : '-') . $_->[1];
    } map { my $class = $_; map { [$class, $_] } qw(r w x) } qw(u g o);

    return { %$command,
             args => [ map { s/\A(-m|--mode=|)\Q$mode\E\z/$1$spelled/r }
                           @{ $command->{args} } ] };
}

# True if a message about an operand of COMMAND may quote in another way.
sub has_odd_names {
    my ($command) = @_;
    return $command->{env}{LC_ALL} =~ /utf/i
        || grep { /[^ -&(-\[\]-~]/ } @{ $command->{about}{operands} };
}

# Quote the names in the messages of EXPECTED as a shell would.
sub requote_names {
    my ($expected, $command) = @_;
    my %meaning = (n => "\n", t => "\t");
    my $requoted = sub {
        my ($name) = @_;
        $name =~ s/\\([0-7]{3}|.)/
            length $1 == 3 ? chr oct $1 : $meaning{$1} \/\/ $1/gex;
        return ask_quoted($command, $name);
    };

    $expected->{$_} =~ s/(cannot\ create\ directory\ )
                         (?:'|\xe2\x80\x98)(.*)(?:'|\xe2\x80\x99)
                         (?=:[^:]*\n)/$1 . $requoted->($2)/gex
        for qw(out err);
    return;
}

# Return the permissions, three bits, that the user of COMMAND has in the
# working directory if that is not root.
sub permissions_here {
    my ($command) = @_;
    my $user = $command->{user} // $>;
    my $mode = $command->{tree}[0][2];

    return 7 if $user == 0;
    # The directory is the user's own.
    return $mode >> 6 & 7;
}

# True if COMMAND makes ./x and the like where its user may not search.
sub may_not_search {
    my ($command) = @_;
    my $about = $command->{about};

    return $about->{parents} && !(permissions_here($command) & 1)
        && grep { m{\A\./} } @{ $about->{operands} };
}

# Let EXPECTED name the directory that may not be searched.
sub blame_directory {
    my ($expected, $command) = @_;

    $expected->{$_} =~ s{(directory .)\./.+(.: Permission denied)}{$1.$2}g
        for qw(out err);
    return;
}

# True if COMMAND prints what it makes where its user may search but not
# read.
sub may_not_read {
    my ($command) = @_;
    my $about = $command->{about};

    return $about->{parents} && $about->{verbose}
        && (permissions_here($command) & 5) == 1;
}

# Return COMMAND with a working directory that its user may read.
sub made_readable {
    my ($command) = @_;
    my ($top, @rest) = @{ $command->{tree} };
    my ($kind, $name, $mode) = @$top;

    return { %$command, tree => [ [$kind, $name, $mode | 0400], @rest ] };
}

# Undo that in the tree of EXPECTED.
sub unread_again {
    my ($expected, $command) = @_;
    my $mode = sprintf '%06o', 040000 | $command->{tree}[0][2];

    $expected->{tree} =~ s{^\d+( \d+:\d+ \.\./x/work(?: |$))}{$mode$1}m;
    return;
}

1;
