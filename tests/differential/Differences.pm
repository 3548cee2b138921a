# SPDX-License-Identifier: GPL-3.0-or-later
# Differences.pm -- the deliberate differences from GNU stat and mkdir

package Differences;

use strict;
use warnings;
use Exporter 'import';
use MkdirDifferences;
use Reference;
use StatDifferences;

our @EXPORT = qw(expected_outcome differences_of);

# Each difference has a name and a reason, and turns what the reference does
# into what is expected of ours, and no more than that:
#   applies   whether it has a say, given a command
#   wrong     true if it may have one where the options are wrong
#   ask       the commands to put to the reference in place of a command
#   answer    changes what the reference answers, given that and the command
my @DIFFERENCES = (
    {
        program => 'lstat',
        name    => 'names are quoted in the default, -t and -f output',
        reason  => 'as GNU stat does after 9.11, so that no name can be'
            . ' mistaken for another, nor break a line in two; before, -f'
            . ' puts each name in double quotes',
        applies => sub { own_layout(@_) && !quotes_names() },
        answer  => \&quote_names,
    },
    {
        program => 'lstat',
        name    => '%N with a flag, width or precision is quoted too',
        reason  => 'GNU stat quotes only if the format has the two bytes %N'
            . ' in it somewhere, be it in %%N',
        applies => \&unquoted_by_gnu,
        # The two bytes, which are then taken away again.
        ask     => sub { map { { narrowed($_[0], $_,
                                          "%%N$_[0]{about}{format}")->%*,
                                 strip => '%N' } }
                             @{ $_[0]{about}{operands} } },
    },
    {
        program => 'lstat',
        name    => 'a bad format is refused before anything is printed',
        reason  => 'half an answer is worse than none; and a width that does'
            . ' not fit an int, where GNU stat prints nothing, is bad too',
        applies => sub { !own_layout(@_) && first_bad(@_) },
        ask     => sub { ({ narrowed($_[0], '/', up_to_bad(@_))->%*,
                            stdout => 'kept' }) },
        answer  => \&refuse_format,
    },
    {
        program => 'lstat',
        name    => 'warnings come once and first, also for unknown directives',
        reason  => 'formats are parsed before any file is looked at; GNU stat'
            . ' warns again with each file, prints ? without a word, cuts an'
            . ' escaped character off after its first byte and prints it raw',
        applies => sub { warnings_expected(@_) > 0
                         || bad_style(@_) && ($_[0]{about}{format} // '')
                             =~ /%N/ },
        answer  => \&warn_once,
    },
    {
        program => 'lstat',
        name    => '%N of a link with flags has no stray letter after it',
        reason  => 'GNU stat leaves one there for each flag that is none for'
            . ' text',
        applies => sub { scalar grep { has_stray_flags($_) } pieces_of(@_) },
        ask     => sub { reworded($_[0], \&has_stray_flags, sub {
            $_[2]{text} =~ s/([-'+ #0I]+)/'-' x ($1 =~ tr:-::)/er }) },
    },
    {
        program => 'lstat',
        name    => '%s has no sign',
        reason  => 'as in GNU stat from 9.11 on, where a size is unsigned',
        applies => sub { scalar grep { is_signed_size($_) } pieces_of(@_) },
        ask     => sub { reworded($_[0], \&is_signed_size, sub {
            $_[2]{text} =~ s{([-'+ #0I]+)}{$1 =~ tr/+ //dr}er }) },
    },
    {
        program => 'lstat',
        name    => '\%% does not hide the time of birth that follows',
        reason  => 'GNU stat looks over the format for directives, without a'
            . ' thought of escapes, to find what to ask the kernel for',
        applies => sub { scalar grep { is_escaped_percent($_) }
                             pieces_of(@_) },
        ask     => sub { reworded($_[0], \&is_escaped_percent,
                                  sub { '%%' }) },
    },
    {
        program => 'lstat',
        name    => 'a time of birth of 0 is not known',
        reason  => 'file systems answer 0 for a file without one',
        applies => sub { own_layout(@_) && shows_birth_0(@_) },
        answer  => \&hide_birth,
    },
    {
        program => 'lstat',
        name    => 'a time of birth of 0 is not known to %w either',
        reason  => 'file systems answer 0 for a file without one',
        applies => sub { !own_layout(@_) && shows_birth_0(@_) },
        ask     => sub { reworded($_[0], \&is_birth, \&birth_hidden) },
    },
    {
        program => 'lstat',
        name    => '%m is where the file is, not its name',
        reason  => 'GNU stat goes by the directory that the name of a link'
            . ' is in, also with -L, changes to a directory, and takes - for a'
            . ' name; differential.bats has its bind mounts',
        applies => \&asks_mount_elsewhere,
        ask     => sub { reworded($_[0], \&is_mount, \&mount_elsewhere) },
    },
    {
        program => 'lstat',
        name    => '%C of standard input is that of what is open there',
        reason  => 'GNU stat asks for the context of a file called -',
        applies => sub { asks_context_of_stdin(@_) },
        answer  => \&explain_no_context,
    },
    {
        program => 'lstat',
        name    => 'an unknown directive is a character, not a byte',
        reason  => 'GNU stat prints ? for the first byte of a letter that is'
            . ' not ASCII, and the others after it',
        applies => sub { !own_layout(@_) && has_strange_letters(@_) },
        ask     => sub { map { narrowed($_[0], $_, letters_cut($_[0])) }
                             @{ $_[0]{about}{operands} } },
    },
    {
        program => 'lstat',
        name    => 'a message about a field comes before its line, not in it',
        reason  => 'so that no message begins in the middle of a line, nor is'
            . ' there more than one if the format asks for the field twice;'
            . ' the streams are compared each for itself then',
        applies => sub { scalar grep { ($_->{letter} // '') eq 'C' }
                             pieces_of(@_) },
        answer  => \&report_context_once,
    },
    {
        program => 'lstat and mkdir',
        name    => 'an unknown option is printed with escapes',
        reason  => 'no message carries a control byte to a terminal',
        applies => \&has_odd_options,
        wrong   => 1,
        answer  => \&escape_options,
    },
    {
        program => 'lstat and mkdir',
        name    => 'an unknown option suggests the one that is meant',
        reason  => 'as unknown fields do',
        applies => sub { scalar grep { /\A--(termse|parnets)\z/ }
                             @{ $_[0]{args} } },
        wrong   => 1,
        answer  => \&suggest_option,
    },
    {
        program => 'lstat',
        name    => 'a path longer than PATH_MAX is looked at',
        reason  => 'mkdir makes such paths',
        applies => sub { scalar long_paths(@_) },
        answer  => \&reason_of_long_paths,
    },
    {
        program => 'lstat and mkdir',
        name    => 'a write error is reported once and with its reason',
        reason  => 'GNU stat forgets why writing failed if it has an error to'
            . ' report meanwhile',
        applies => sub { ($_[0]{stdout} // '') =~ /full|closed/ },
        answer  => \&report_write_once,
    },
    {
        program => 'lstat',
        name    => 'a time just before a whole second is not a second off',
        reason  => 'GNU stat prints -5.04 with %.1Y as -6.0, since it rounds'
            . ' a fraction up to a second that it then forgets to count',
        applies => sub { scalar grep { cuts_fraction($_) } pieces_of(@_) },
        ask     => sub { reworded($_[0], \&cuts_fraction, \&time_mended) },
    },
    {
        program => 'lstat',
        name    => 'a width that a time exceeds adds nothing to it',
        reason  => 'GNU stat adds blanks to a time with a fraction, as many as'
            . ' the width lacks',
        applies => sub { scalar grep { may_exceed($_) } pieces_of(@_) },
        ask     => sub { reworded($_[0], \&may_exceed, \&width_dropped) },
    },
    {
        program => 'mkdir',
        name    => 'names in messages are quoted as a shell would',
        reason  => 'as in most messages of GNU; those of mkdir are older',
        applies => \&has_odd_names,
        answer  => \&requote_names,
    },
    {
        program => 'mkdir',
        name    => '-m with a change to special bits leaves the others alone',
        reason  => 'GNU mkdir makes the directory without g+w and o+w then,'
            . ' and forgets to add them: -m +t comes to 1755',
        applies => \&changes_special_bits,
        ask     => \&mode_spelled_out,
    },
    {
        program => 'mkdir',
        name    => '-v prints all where the working directory is unreadable',
        reason  => 'GNU mkdir with -p makes directories in another process'
            . ' then, and what that prints may be lost',
        applies => \&may_not_read,
        ask     => \&made_readable,
        answer  => \&unread_again,
    },
    {
        program => 'mkdir',
        name    => '-p ./x names . if that may not be searched',
        reason  => 'the ancestor that is in the way is named; GNU mkdir does'
            . ' so for any but .',
        applies => \&may_not_search,
        answer  => \&blame_directory,
    },
);

# Return the differences that have a say in COMMAND.
sub differences_of {
    my ($command) = @_;

    return grep { $_->{program} =~ $command->{about}{program}
                  && ($_->{wrong} || !$command->{about}{wrong})
                  && $_->{applies}->($command) } @DIFFERENCES;
}

# Return the outcome that is expected of COMMAND, as PERFORM finds that the
# program REFERENCE carries it out, less the differences.  Its member entries
# names those that had a say.
sub expected_outcome {
    my ($perform, $reference, $command) = @_;
    my @entries = differences_of($command);
    my @asked = ($command);
    my %expected = (out => '', err => '', status => 0, tree => '');

    for my $entry (grep { $_->{ask} } @entries) {
        @asked = map { $entry->{ask}->($_) } @asked;
    }
    for my $asked (@asked) {
        my $outcome = $perform->({ %$asked, program => $reference });
        $outcome->{out} =~ s/\A\Q$asked->{strip}\E// if $asked->{strip};
        $expected{$_} .= $outcome->{$_} for qw(out err);
        $expected{status} ||= $outcome->{status};
        $expected{tree} = $outcome->{tree};
    }
    $_->{answer}->(\%expected, $command) for grep { $_->{answer} } @entries;
    $expected{entries} = [ map { $_->{name} } @entries ];
    return \%expected;
}

1;
