# SPDX-License-Identifier: GPL-3.0-or-later
# Command.pm -- one call of a program under given conditions, and its outcome

package Command;

use strict;
use warnings;
use Exporter 'import';
use Fcntl;
use POSIX ();

our @EXPORT = qw(run_command shell_quoted command_text);

# Both programs of a pair are called by this name, since messages begin with it.
# That of a builtin is always its own.
our $NAME = 'prog';

our $calls = 0;
# The locales that there are.
our @LOCALES = grep { /^(?:C|POSIX|C\.utf-?8|(?:en_US|de_DE)\.utf-?8)$/i }
    split /\n/, `locale -a 2>/dev/null`;
@LOCALES = ('C') if !@LOCALES;

# A pipe that both programs of a pair are given, since %i differs between pipes.
pipe my $pipe_out, my $pipe_in or die "pipe: $!";

# In the child: let descriptor FD be the file NAME opened with FLAGS.
sub attach {
    my ($fd, $name, $flags) = @_;
    my $new = POSIX::open($name, $flags);

    POSIX::_exit(125) if !defined $new;
    POSIX::dup2($new, $fd);
    POSIX::close($new) if $new != $fd;
    return;
}

# In the child: set the three standard descriptors as COMMAND says; OUT and
# ERR are where what the program writes is awaited.
sub attach_all {
    my ($command, $out, $err) = @_;
    my $stdin = $command->{stdin} // '/dev/null';
    my $stdout = $command->{stdout} // 'kept';

    POSIX::dup2(fileno $err, 2);
    POSIX::dup2(fileno($stdout eq 'with errors' ? $err : $out), 1);
    attach(1, '/dev/full', O_WRONLY) if $stdout eq 'full';
    POSIX::close(1) if $stdout eq 'closed';
    if ($stdin eq 'pipe') {
        POSIX::dup2(fileno $pipe_out, 0);
    }
    elsif ($stdin eq 'closed') {
        POSIX::close(0);
    }
    else {
        attach(0, $stdin, O_RDONLY);
    }
    return;
}

# In the child: become what COMMAND asks for and run it.
sub become {
    my ($command, @pipes) = @_;

    chdir $command->{dir} or POSIX::_exit(125);
    attach_all($command, @pipes);
    umask($command->{umask} // 022);
    # A program that hangs is killed, which shows in its status.
    alarm 20;
    if (defined(my $user = $command->{user})) {
        $) = "$user $user";
        POSIX::setgid($user);
        POSIX::setuid($user);
        POSIX::_exit(125) if $> != $user;
    }
    # What a build for a sanitizer or for another byte order needs.
    my %own = map { ($_ => $ENV{$_}) }
        grep { /^(?:(?:A|UB)SAN_OPTIONS|SANITIZER_LIBRARY|LOCPATH)$/ } keys %ENV;
    local %ENV = (PATH => '/usr/bin:/bin', %own,
                  %{ $command->{env} // {} });
    { exec { $command->{program} } $NAME, @{ $command->{args} } }
    POSIX::_exit(126);
}

# Return what comes out of each of the pipes, read at the same time lest one
# that is full keeps the other from ending.
sub read_all {
    my @pipes = @_;
    my @texts = ('') x @pipes;
    my $waiting = '';

    vec($waiting, fileno $_, 1) = 1 for @pipes;
    while ($waiting =~ /[^\0]/) {
        select my $ready = $waiting, undef, undef, undef;
        for (grep { vec $ready, fileno $pipes[$_], 1 } 0 .. $#pipes) {
            vec($waiting, fileno $pipes[$_], 1) = 0
                if !sysread $pipes[$_], $texts[$_], 65536, length $texts[$_];
        }
    }
    return @texts;
}

# Run COMMAND: program, args, dir, and if given env, umask, user, stdin (a
# file, 'pipe' or 'closed') and stdout ('full', 'closed' or 'with errors').
# Return what it wrote to each stream and its status.  That goes through
# pipes, since a file would change how full a file system is.
sub run_command {
    my ($command) = @_;

    $NAME = $command->{program} =~ /stat$/ ? 'lstat' : 'mkdir'
        if $ENV{BUILTINS};
    pipe my $out, my $to_out and pipe my $err, my $to_err or die "pipe: $!";
    my $child = fork // die "fork: $!";
    become($command, $to_out, $to_err) if $child == 0;
    close $_ for $to_out, $to_err;
    my @texts = read_all($out, $err);
    waitpid $child, 0;
    return {
        out    => $texts[0],
        err    => $texts[1],
        status => $? & 127 ? 128 + ($? & 127) : $? >> 8,
    };
}

# Return TEXT quoted for bash, on one line.
sub shell_quoted {
    my ($text) = @_;

    return $text if $text =~ m{\A[-\w./=,:+@%]+\z};
    return "'$text'" if $text =~ /\A[ -&(-~]*\z/;
    $text =~ s/([\\'])/\\$1/g;
    $text =~ s/([^ -~])/sprintf '\\%03o', ord $1/ge;
    return "\$'$text'";
}

# Return COMMAND as a line for bash.
sub command_text {
    my ($command) = @_;
    my $env = $command->{env} // {};
    my $stdin = $command->{stdin} // '/dev/null';
    my $stdout = $command->{stdout} // 'kept';

    return join ' ',
        'cd', shell_quoted($command->{dir}), '&&',
        'umask', sprintf('%03o', $command->{umask} // 022), '&&',
        'env -i', (map { "$_=" . shell_quoted($env->{$_}) } sort keys %$env),
        (defined $command->{user}
         ? ('setpriv --clear-groups', "--reuid=$command->{user}",
            "--regid=$command->{user}") : ()),
        map({ shell_quoted($_) } $command->{program}, @{ $command->{args} }),
        ($stdin eq 'pipe' ? '< <(:)'
         : $stdin eq 'closed' ? '<&-' : '<' . shell_quoted($stdin)),
        ($stdout eq 'full' ? '>/dev/full' : $stdout eq 'closed' ? '>&-'
         : $stdout eq 'with errors' ? '2>&1' : ());
}

1;
