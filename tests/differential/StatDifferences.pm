# SPDX-License-Identifier: GPL-3.0-or-later
# StatDifferences.pm -- what GNU stat does, made into what lstat should do

package StatDifferences;

use strict;
use warnings;
use Cwd 'abs_path';
use Exporter 'import';
use File::Basename 'dirname';
use Formats;
use Reference;

our @EXPORT = qw(own_layout pieces_of first_bad up_to_bad quote_names
                 unquoted_by_gnu refuse_format bad_style warnings_expected
                 warn_once has_stray_flags report_write_once cuts_fraction
                 may_exceed reworded time_mended width_dropped
                 is_escaped_percent asks_mount_elsewhere is_mount
                 mount_elsewhere has_strange_letters letters_cut
                 asks_context_of_stdin explain_no_context
                 report_context_once is_signed_size
                 shows_birth_0 is_birth birth_hidden hide_birth
                 long_paths
                 reason_of_long_paths);

sub own_layout {
    my ($command) = @_;
    return $command->{about}{layout} ne 'format';
}

sub pieces_of {
    my ($command) = @_;
    my $about = $command->{about};

    return if own_layout($command);
    return format_pieces(@$about{qw(format printf file_system)});
}

# Return the first piece of the format of COMMAND that is refused.
sub first_bad {
    my ($command) = @_;
    return (grep { $_->{kind} =~ /invalid|huge/ } pieces_of($command))[0];
}

# Return the format of COMMAND up to what is bad in it, and without that if GNU
# stat would print gigabytes.
sub up_to_bad {
    my ($command) = @_;
    my $format = '';

    for (pieces_of($command)) {
        return $format if $_->{kind} eq 'huge';
        $format .= $_->{text};
        return $format if $_->{kind} eq 'invalid';
    }
    return $format;
}

# Return NAME quoted as the layout of COMMAND has it; the default one adds to
# a link its target.
sub name_quoted {
    my ($command, $name) = @_;
    my $about = $command->{about};
    my $style = $command->{env}{QUOTING_STYLE} // 'shell-escape';
    my $with_target = $about->{layout} eq 'default' && !$about->{file_system};

    $style = 'shell-escape' if bad_style($command);
    my $found = ask_stat($command, $style, ('-L') x !!$about->{follow},
                         '--printf=%N', '--', $name);
    return $found if $with_target;
    # Of what a link leads to there is no target to print.
    my $followed = ask_stat($command, $style, '-L', '--printf=%N', '--',
                            $name);
    return $followed if length $followed;
    return $found =~ s/ -> .*\z//sr;
}

# Quote in EXPECTED the name of each operand of COMMAND that it prints a line for.
sub quote_names {
    my ($expected, $command) = @_;
    my $about = $command->{about};
    my $terse = $about->{layout} eq 'terse';
    # What stands before a name, after it, and in the lines to the next.
    my ($before, $after, $rest)
        = $terse ? ('', qr/ (?=[^\n]*\n)/, qr/[^\n]*\n/)
        : $about->{file_system}
        ? ('  File: "', qr/"\n(?=    ID: )/, qr/(?:[^\n]*\n){4}/)
        : ('  File: ', qr/\n(?=  Size: )/, qr/(?:[^\n]*\n){7}/);

    pos($expected->{out}) = 0;
    my $quoted = '';
    for my $name (@{ $about->{operands} }) {
        $expected->{out} =~
            /\G\Q$before\E\Q$name\E(?: -> .*?)?($after$rest)/sgc or next;
        my $tail = $1;
        $tail =~ s/^"// if !$terse && $about->{file_system};
        $quoted .= $before =~ s/"//r . name_quoted($command, $name) . $tail;
    }
    $expected->{out} = $quoted . substr $expected->{out},
        pos($expected->{out}) // 0;
    return;
}

# True if COMMAND has directives %N, but none that GNU stat quotes for.
sub unquoted_by_gnu {
    my ($command) = @_;
    my @quoted = grep { $_->{letter} && $_->{letter} eq 'N'
                        && $_->{kind} eq 'directive' } pieces_of($command);

    return @quoted && index($command->{about}{format}, '%N') < 0;
}

# Make EXPECTED the refusal of the format of COMMAND.  What is wrong by GNU's
# view too, it must have said so itself.
sub refuse_format {
    my ($expected, $command) = @_;
    my $bad = first_bad($command);
    my $complaint = message(quoted($command, $bad->{text})
                            . ': invalid directive');

    return if $bad->{kind} eq 'invalid'
        && index($expected->{err}, $complaint) < 0;
    @$expected{qw(out err status)} = ('', $complaint, 1);
    return;
}

sub bad_style {
    my ($command) = @_;
    return ($command->{env}{QUOTING_STYLE} // 'c') =~ /^(?:bad|sh|shell-e|)$/;
}

sub style_warning {
    my ($command) = @_;

    return if !bad_style($command);
    return message('ignoring invalid value of environment variable'
                   . ' QUOTING_STYLE: '
                   . quoted($command, $command->{env}{QUOTING_STYLE}));
}

# Return the rest of the character that ends TEXT, a piece of the format of
# COMMAND, before what FOLLOWS.
sub rest_of_character {
    my ($command, $text, @follows) = @_;
    my $text_after = join '', map { $_->{text} } @follows;

    return '' if $command->{env}{LC_ALL} !~ /utf/i
        || $text !~ /[\xc2-\xf4]\z/;
    return $text_after =~ /\A([\x80-\xbf]+)/ ? $1 : '';
}

# True if the format of COMMAND has directives that are not ASCII.
sub has_strange_letters {
    my ($command) = @_;
    return $command->{env}{LC_ALL} =~ /utf/i
        && grep { $_->{kind} eq 'unknown' && $_->{text} =~ /[\xc2-\xf4]\z/ }
            pieces_of($command);
}

# Return the format of COMMAND with such letters cut off after a byte.
sub letters_cut {
    my ($command) = @_;
    my @pieces = pieces_of($command);
    my $format = '';

    while (my $piece = shift @pieces) {
        $format .= $piece->{text};
        next if $piece->{kind} ne 'unknown';
        shift @pieces
            for split //, rest_of_character($command, $piece->{text}, @pieces);
    }
    return $format;
}

# Return the warning that TEXT, an escape, deserves, if any, with SPELLING for
# it or, as GNU stat has it, itself.
sub escape_warning {
    my ($text, $spelling) = @_;

    $spelling //= "'$text'";
    return message('warning: backslash at end of format') if $text eq '\\';
    return message("warning: unrecognized escape $spelling")
        if $text !~ /\A\\(?:[abefnrtv"\\0-7]|x[[:xdigit:]])/;
    return;
}

# Return the warnings that the format of COMMAND deserves.
sub warnings_expected {
    my ($command) = @_;
    my $quotes = own_layout($command);
    my @warnings;

    my @pieces = pieces_of($command);
    while (my $piece = shift @pieces) {
        my ($kind, $text) = @$piece{qw(kind text)};
        return @warnings if $kind =~ /invalid|huge/;
        $text .= rest_of_character($command, $text, @pieces);
        push @warnings, escape_warning($text, ask_quoted($command, $text))
            if $kind eq 'escape';
        push @warnings, message('warning: unrecognized directive '
                                . quoted($command, $text))
            if $kind eq 'unknown';
        $quotes ||= $kind eq 'directive' && $piece->{letter} =~ /^(?:N|Qn)$/;
    }
    push @warnings, style_warning($command) // () if $quotes;
    return @warnings;
}

# Put into EXPECTED, before anything else, the warnings COMMAND deserves.
sub warn_once {
    my ($expected, $command) = @_;
    my @warnings = warnings_expected($command);

    my @gnu_warnings = map { escape_warning($_->{text}) }
        grep { $_->{kind} eq 'escape' } pieces_of($command);

    $expected->{err} =~ s/^\Q$_\E//mg
        for @gnu_warnings, style_warning($command) // ();
    $expected->{err} = join '', @warnings, $expected->{err};
    return;
}

# True if PIECE is a name with flags that mean nothing for text.
sub has_stray_flags {
    my ($piece) = @_;
    return $piece->{kind} eq 'directive' && $piece->{letter} eq 'N'
        && $piece->{flags} =~ /[^-]/;
}

# True if PIECE is a size with a flag for a sign.
sub is_signed_size {
    my ($piece) = @_;
    return $piece->{kind} eq 'directive' && $piece->{letter} eq 's'
        && $piece->{flags} =~ /[+ ]/;
}

# Make of all write errors in EXPECTED one, as COMMAND deserves.
sub report_write_once {
    my ($expected, $command) = @_;
    my $reason = $command->{stdout} eq 'full' ? 'No space left on device'
        : 'Bad file descriptor';

    $expected->{err} =~ s/^\w+: write error(?:: \Q$reason\E)?\n//mg
        and $expected->{err} .= message("write error: $reason");
    return;
}

# True if PIECE asks for a time with fewer digits than nanoseconds have.
sub cuts_fraction {
    my ($piece) = @_;
    return $piece->{kind} eq 'directive' && $piece->{letter} =~ /[XYZ]/
        && ($piece->{precision} // '') =~ /^0*[1-8]$/;
}

# True if PIECE asks for a time with a fraction in a width.
sub may_exceed {
    my ($piece) = @_;
    return $piece->{kind} eq 'directive' && $piece->{letter} =~ /[WXYZ]/
        && $piece->{width} && ($piece->{precision} // 0) =~ /^$|[1-9]/;
}

sub is_escaped_percent {
    my ($piece) = @_;
    return $piece->{kind} eq 'escape' && $piece->{text} eq '\\%';
}

sub contexts_asked {
    return scalar grep { $_->{kind} eq 'directive' && $_->{letter} eq 'C' }
        pieces_of(@_);
}

sub asks_context_of_stdin {
    my ($command) = @_;
    return contexts_asked($command)
        && grep { $_ eq '-' } @{ $command->{about}{operands} };
}

# Put into EXPECTED the reason why there is no context of the standard input
# of COMMAND.
sub explain_no_context {
    my ($expected, $command) = @_;
    my $answer = ask_stat_all($command, undef, '-L', '-c%C', '/dev/stdin');

    my ($reason) = $answer->{err} =~ /(: [^:]*\n)\z/ or return;
    $expected->{err} =~ s/(security context of '-')[^\n]*\n/$1$reason/g;
    return;
}

# Let EXPECTED complain just once of each operand of COMMAND.
sub report_context_once {
    my ($expected, $command) = @_;
    my $more = contexts_asked($command) - 1;

    return if $more < 1;
    $expected->{err} =~
        s/^(\w+: failed to get security context of .*\n)\1{$more}/$1/mg;
    return;
}

# Return the operands of COMMAND that the kernel does not take in one call.
sub long_paths {
    my ($command) = @_;
    return grep { length >= 4096 && !m{[^/]{256}} }
        @{ $command->{about}{operands} };
}

# Let EXPECTED say why they cannot be looked at: all lead nowhere.
sub reason_of_long_paths {
    my ($expected, $command) = @_;

    for my $path (long_paths($command)) {
        my $first = $path =~ m{\A(/*[^/]+)} ? $1 : $path;
        die "$first exists\n" if -e "$command->{dir}/$first";
        $expected->{err} =~
            s/(\Q$path\E'): File name too long$/$1: No such file or directory/mg;
    }
    return;
}

# Return the path of what COMMAND looks at for OPERAND if it is elsewhere than
# the name, or a directory that may not be searched, to which GNU stat cannot
# change; else undef.
sub elsewhere {
    my ($command, $operand) = @_;
    my $stdin = $command->{stdin} =~ m{^/} ? $command->{stdin} : undef;
    my $follow = $command->{about}{follow};

    return $stdin if $operand eq '-' || $follow && $operand eq '/dev/stdin';
    my $path = $operand =~ m{^/} ? $operand : "$command->{dir}/$operand";
    my $found = $follow && -l $path ? abs_path($path) // return : $path;
    return dirname($found) if !-l $found && -d _ && !-x _;
    return $found eq $path ? undef : $found;
}

# True if COMMAND asks for the mount point of what is elsewhere.
sub asks_mount_elsewhere {
    my ($command) = @_;
    my $about = $command->{about};

    return !$about->{file_system}
        && (grep { is_mount($_) } pieces_of($command))
        && grep { defined elsewhere($command, $_) } @{ $about->{operands} };
}

sub is_mount {
    my ($piece) = @_;
    return $piece->{kind} eq 'directive' && $piece->{letter} eq 'm';
}

# Return the text for the mount point that PIECE asks of OPERAND if what
# COMMAND looks at is elsewhere, else undef.
sub mount_elsewhere {
    my ($command, $operand, $piece) = @_;
    my $path = elsewhere($command, $operand) // return;
    my $question = narrowed($command, $path, $piece->{text});

    return ask_stat($command, undef, @{ $question->{args} }) =~ s/\n//r;
}

sub is_birth {
    my ($piece) = @_;
    return $piece->{kind} eq 'directive' && $piece->{letter} eq 'w';
}

# Return the time of birth that the reference prints of OPERAND if it is 0, else
# undef.
sub birth_0 {
    my ($command, $operand) = @_;
    my $question = narrowed($command, $operand, '%.9W %w');

    return (ask_stat($command, undef, @{ $question->{args} })
            =~ /^0[.,]0{9} (\d[^\n]*)/)[0];
}

# True if COMMAND shows the time of birth of a file that has 0 there.
sub shows_birth_0 {
    my ($command) = @_;
    my $about = $command->{about};

    return !$about->{file_system}
        && ($about->{layout} eq 'default'
            || grep { is_birth($_) } pieces_of($command))
        && grep { defined birth_0($command, $_) } @{ $about->{operands} };
}

# Return what the reference prints for PIECE where it knows no time of birth if
# that of OPERAND is 0, else undef.
sub birth_hidden {
    my ($command, $operand, $piece) = @_;
    my $question = narrowed($command, '/proc/version', $piece->{text});

    return if !defined birth_0($command, $operand);
    return ask_stat($command, undef, @{ $question->{args} }) =~ s/\n//r;
}

# Make the times of birth that are 0 unknown in EXPECTED, the layout of COMMAND.
sub hide_birth {
    my ($expected, $command) = @_;

    for my $operand (@{ $command->{about}{operands} }) {
        my $birth = birth_0($command, $operand) // next;
        $expected->{out} =~ s/^ Birth: \Q$birth\E$/ Birth: -/mg;
    }
    return;
}

# Return for each operand of COMMAND the command for just that one, in the
# format of which each piece that CONCERNS holds for is the text that REWORD
# gives for it.
sub reworded {
    my ($command, $concerns, $reword) = @_;

    return map {
        my $operand = $_;
        narrowed($command, $operand, join '', map {
            ($concerns->($_) ? $reword->($command, $operand, $_) : undef)
                // $_->{text}
        } pieces_of($command));
    } @{ $command->{about}{operands} };
}

# Return what the reference prints of OPERAND for the time LETTER with FLAGS,
# less those that matter only to a width, and PRECISION.
sub time_printed {
    my ($command, $operand, $flags, $precision, $letter) = @_;

    $flags =~ tr/-0//d;
    my $question = narrowed($command, $operand, "%$flags.$precision$letter");
    return ask_stat($command, undef, @{ $question->{args} }) =~ s/\n//r;
}

# Return the text for the time that PIECE asks of OPERAND if it is negative
# and less than the last digit off a whole second, else undef.
sub time_mended {
    my ($command, $operand, $piece) = @_;
    my ($flags, $width, $precision) = @$piece{qw(flags width precision)};
    my $time = time_printed($command, $operand, $flags, 9, $piece->{letter});

    $precision += 0;
    return if $time !~ /^-[\d,]+\.(?=.*[1-9])0{$precision}/;
    my $text = substr $time, 0, $precision - 9;
    my $missing = ($width || 0) - length $text;
    return $text if $missing <= 0;
    return $text . ' ' x $missing if $flags =~ /-/;
    return $text =~ s/-/'-' . '0' x $missing/er if $flags =~ /0/;
    return ' ' x $missing . $text;
}

# Return the directive PIECE without its width if the time of OPERAND does not
# fit in, else undef.
sub width_dropped {
    my ($command, $operand, $piece) = @_;
    my ($flags, $precision, $letter) = @$piece{qw(flags precision letter)};
    my $time = time_printed($command, $operand, $flags, $precision, $letter);

    return if length $time <= $piece->{width};
    return "%$flags.$precision$letter" =~ s/[-0](?=[-'+ #0I]*\.)//gr;
}

1;
