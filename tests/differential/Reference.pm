# SPDX-License-Identifier: GPL-3.0-or-later
# Reference.pm -- the GNU program: what it can do, and questions put to it

package Reference;

use strict;
use warnings;
use Exporter 'import';
use Command;
use Formats;

our @EXPORT = qw(learn_reference ask_stat ask_stat_all quotes_names
                 message quoted narrowed ask_mode ask_quoted
                 has_odd_options escape_options suggest_option);

my $gnu_stat;
my $chmod;          # the GNU program that understands modes as its mkdir does
my $scratch;        # where to make a directory
my $quotes_names;   # true if it quotes names in its own layouts, after 9.11

# Return the outcome of the reference when called as COMMAND but with ARGS,
# QUOTING_STYLE if it is defined, and no odd output.
sub ask_stat_all {
    my ($command, $quoting_style, @args) = @_;
    my %env = %{ $command->{env} };

    $env{QUOTING_STYLE} = $quoting_style if defined $quoting_style;
    return run_command({ %$command, program => $gnu_stat, args => \@args,
                         env => \%env, stdout => 'kept' });
}

# Return what it then writes to standard output.
sub ask_stat {
    return ask_stat_all(@_)->{out};
}

# Return NAME, which is nowhere, as messages of the reference quote it in the
# locale of COMMAND.
sub ask_quoted {
    my ($command, $name) = @_;
    my $question = { env => $command->{env}, dir => "$scratch/bin" };

    return "'$name'" if $name =~ /\A[ -&(-~]*\z/;
    return ask_stat_all($question, undef, '--', $name)->{err}
        =~ s/\A.*? cannot \w+ (.*): [^:]*\n\z/$1/sr;
}

# True if a message about an option of COMMAND may have escapes.
sub has_odd_options {
    my ($command) = @_;
    return grep { /\A-[^=]*(?:[^ -~]|\\)/ } @{ $command->{args} };
}

# Escape the options in the messages of EXPECTED.
sub escape_options {
    my ($expected, $command) = @_;

    $expected->{err} =~ s/(unrecognized\ option\ |invalid\ option\ --\ )
        '([^\n]*)'$/"$1'" . escaped($command, $2 =~ s|\\|\\\\|gr) . "'"/gmex;
    return;
}

# Suggest an option in the message of EXPECTED about one that is misspelled.
sub suggest_option {
    my ($expected) = @_;
    my %meant = (termse => 'terse', parnets => 'parents');

    $expected->{err} =~ s/(unrecognized\ option\ '--(termse|parnets)')$
        /$1 (did you mean '--$meant{$2}'?)/mx;
    return;
}

my %modes;

# Return the mode that chmod with MODE and the umask of COMMAND makes of 0777,
# or undef if MODE is not valid.
sub ask_mode {
    my ($command, $mode) = @_;

    return $modes{$command->{umask}}{$mode} if
        exists $modes{$command->{umask}}{$mode};
    my $dir = "$scratch/mode";
    mkdir $dir or die "$dir: $!\n";
    chmod 0777, $dir;
    my $answer = run_command({ program => $chmod, dir => '/',
                               umask => $command->{umask},
                               args => ['--', $mode, $dir] });
    my $made = (stat $dir)[2] & 07777;
    rmdir $dir or die "$dir: $!\n";
    # Of a mode such as -w it complains, too, if the umask changes it.
    undef $made if $answer->{err} =~ /invalid mode/;
    return $modes{$command->{umask}}{$mode} = $made;
}

# Return the longest mount point that leads to DIR, or undef without /proc.
sub mount_point {
    my ($dir) = @_;
    my $longest;

    open my $mounts, '<', '/proc/self/mountinfo' or return;
    while (<$mounts>) {
        my $point = (split)[4];
        $point =~ s/\\([0-7]{3})/chr oct $1/ge;
        $longest = $point if index("$dir/", $point =~ s{/?\z}{/}r) == 0
            && length $point > length($longest // '');
    }
    close $mounts or return;
    return $longest;
}

# Find out what the GNU programs STAT and MKDIR can do with the files in DIRS,
# and what random formats had better leave out.  WHERE is a directory for use.
sub learn_reference {
    my ($stat, $mkdir, $where, @dirs) = @_;
    my $command = { env => { LC_ALL => 'C' }, dir => $dirs[0] };

    $gnu_stat = $stat;
    $chmod = $mkdir =~ s/mkdir\z/chmod/r;
    $scratch = $where;
    $quotes_names = ask_stat($command, 'shell', '-t', '--', 'two words')
        =~ /\A'/;
    # A letter after 9.11.
    $Formats::MODIFIERS .= 'Q'
        if ask_stat($command, 'shell', '-c%Qn', '/') eq "/\n";
    # A directive that only newer ones have.
    for (split //, $Formats::FILE_LETTERS) {
        $Formats::FILE_LETTERS =~ s/$_//
            if ask_stat($command, 'shell', "-c%$_", '/') eq "?\n" && $_ ne 'C';
    }
    # Inside a bind mount it names the mount point of another directory.
    for my $dir (@dirs) {
        my $mount = ask_stat($command, undef, '--printf=%m', $dir);
        $Formats::FILE_LETTERS =~ s/m//
            if $mount ne (mount_point($dir) // $mount);
    }
    return;
}

sub quotes_names {
    return $quotes_names;
}

my %letters = ("\a" => '\\a', "\b" => '\\b', "\t" => '\\t', "\n" => '\\n',
               "\x0b" => '\\v', "\f" => '\\f', "\r" => '\\r');

# Return TEXT with an escape for each byte that is not of a character in the
# locale of COMMAND, or controls a terminal.
sub escaped {
    my ($command, $text) = @_;
    my $character = $command->{env}{LC_ALL} =~ /utf/i
        ? qr/[\xc2-\xf4][\x80-\xbf]+/ : qr/(?!)/;

    return $text =~ s/($character)|([^ -~])/$1 \/\/ $letters{$2}
        \/\/ sprintf '\\%03o', ord $2/gerx;
}

# Return TEXT as a message quotes it in the locale of COMMAND.
sub quoted {
    my ($command, $text) = @_;
    my $plain = $command->{env}{LC_ALL} !~ /utf/i;

    $text =~ s/([\\'])/\\$1/g if $plain;
    $text =~ s/\\(?!')/\\\\/g if !$plain;
    $text = escaped($command, $text);
    return $plain ? "'$text'" : "\xe2\x80\x98$text\xe2\x80\x99";
}

# Return TEXT as the message that the programs would make of it.
sub message {
    my ($text) = @_;
    return "$Command::NAME: $text\n";
}

# Return COMMAND with just the one OPERAND, and FORMAT in place of its own.
sub narrowed {
    my ($command, $operand, $format) = @_;
    my %about = %{ $command->{about} };

    @about{qw(operands format)} = ([$operand], $format);
    my @args = ($about{follow} ? '-L' : (), $about{file_system} ? '-f' : (),
                $about{printf} ? "--printf=$format" : "--format=$format",
                '--', $operand);
    return { %$command, args => \@args, about => \%about };
}

1;
