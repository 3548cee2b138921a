# SPDX-License-Identifier: GPL-3.0-or-later
# Mkdir.pm -- random trees, command lines for mkdir, and the trees they leave

package Mkdir;

use strict;
use warnings;
use Exporter 'import';
use Chance;
use Command;

our @EXPORT = qw(random_mkdir perform_mkdir);

# Set by the driver: whether default ACLs can be set and shown.
our $ACLS = 0;

my @MODES = qw(0755 0755 0755 0777 0700 0311 0555 0111 0000 01777 02775 02755
               0666 0733 06755 0070 0007);
my @UMASKS = qw(022 022 0 077 027 002 0777 0700 0300 0100 0200 0400 0050 0160
                0111 0222 0333 0133);
my @OCTAL = qw(755 700 0 000 777 644 1777 2755 4755 6755 7777 01777 00755
               02755 0007 333 111 5 05 00000 1000 2000 4000 001777);
my @SYMBOLIC = split ' ', 'u=rwx,g=rx,o=w,-s,+t o-w =+x =+X -w g=u a=rX =700'
    . ' +700 -022 +t -t +s u+s g+s g-s ug=s a=t =t =s = + - u= g=o o=u,u= a='
    . ' a+rwxst u=rwx,go= go-w a=rwx,o-t -x +X u-w,g+w,o=t ug+s-w g=s+x'
    . ' u=g-w=x +rt -st =xt =07777 +1000 -7777 +2000 u+t g+t o+s o=s o+t a-s'
    . ' =rws =,u+x a-x+X';
my @REFUSED = ('', '8', '10000', '755,700', 'g+gr', 'ug,+x', '+1x', 'x', 'u',
               'u+y', '0x1ff', ' 755', '755 ', '-1', 'a=rwx,', ',', 'u+x,,g+x',
               '99999999999999999999', 'g==', "\xff", 'u=ug', '=8', '+10000');
my @COMPONENTS = ('a', 'a', 'b', 'b', 'c', '.', '..', 'f', 'd', 'd', 'e',
                  'link', 'flink', 'dangling', 'loop', 'up', 'abs');

# How many levels above the working directory a run may touch.
my $UPS_MAX = 2;

# Return a description of a random tree, to be made in TOP for USER: a list of
# entries, each a kind, a name, and a mode, an owner and an ACL, or a target.
sub random_tree {
    my ($top, $user) = @_;
    my @tree = (['dir', '.', oct(percent(70) ? '0755' : one_of(@MODES))]);
    my @dirs = '';
    my %made;

    for (1 .. below(7)) {
        my $dir = one_of(@dirs);
        my $name = $dir . one_of('a', 'b', 'c', 'd', 'e', 'f', 'link', 'flink',
                                 'dangling', 'loop', 'up', 'abs');
        next if $made{$name}++;
        my ($last) = $name =~ m{([^/]*)\z};
        my %target = (link => one_of('d', 'a', 'a/b', './/d/'), flink => 'f',
                      dangling => one_of('nowhere', 'no/where', 'a/new'),
                      loop => 'loop', up => '..', abs => "$top/d");
        if ($target{$last}) {
            push @tree, ['link', $name, $target{$last}];
        }
        elsif ($last eq 'f') {
            push @tree, ['file', $name, oct one_of(@MODES)];
        }
        else {
            push @tree, ['dir', $name, oct one_of(@MODES),
                         percent(75) ? $user : one_of(0, 12345, 65534),
                         $ACLS && percent(8)
                             ? one_of('d:g::rwx', 'd:u::rwx,d:g::rx,d:o::-',
                                      'd:u:12345:rwx', 'd:o::rwx,d:m::rx')
                             : undef];
            push @dirs, "$name/";
        }
    }
    return \@tree;
}

# Return the directories above TOP that a run may touch, the highest first.
sub above {
    my ($top) = @_;
    my @above;

    while (@above < $UPS_MAX) {
        $top =~ s{/[^/]*\z}{};
        unshift @above, $top;
    }
    return @above;
}

# Make the tree that COMMAND begins with.
sub make_tree {
    my ($command) = @_;
    my $top = $command->{dir};
    my $root = $> == 0;

    for my $dir (above($top), $top) {
        mkdir $dir or die "$dir: $!\n";
        chown $command->{user}, $command->{user}, $dir
            if $root && defined $command->{user};
    }
    for (@{ $command->{tree} }) {
        my ($kind, $name, $what) = @$_;
        my $path = "$top/$name";
        if ($kind eq 'link') {
            symlink $what, $path or die "$path: $!\n";
        }
        elsif ($kind eq 'file') {
            open my $file, '>', $path or die "$path: $!\n";
            close $file;
        }
        elsif ($name ne '.') {
            mkdir $path or die "$path: $!\n";
        }
    }
    # Only now, and from below, lest a mode be in the way.
    for (reverse grep { $_->[0] ne 'link' } @{ $command->{tree} }) {
        my (undef, $name, $mode, $owner, $acl) = @$_;
        chown $owner, $owner, "$top/$name" if $root && defined $owner;
        system('setfacl', '-m', $acl, "$top/$name") == 0
            or die "setfacl: $?\n" if defined $acl;
        chmod $mode, "$top/$name" or die "$top/$name: $!\n";
    }
    return;
}

# Return the state of what is called NAME and is at PATH, and of all below,
# as lines; and remove it.
sub take_down {
    my ($path, $name) = @_;
    my ($mode, $uid, $gid) = (lstat $path)[2, 4, 5];

    return "$name is gone\n" if !defined $mode;
    my $line = sprintf "%06o %d:%d %s", $mode, $uid, $gid, shell_quoted($name);
    if (-l _) {
        $line .= ' -> ' . readlink $path;
        unlink $path or die "$path: $!\n";
        return "$line\n";
    }
    if (!-d _) {
        unlink $path or die "$path: $!\n";
        return "$line\n";
    }
    if ($ACLS) {
        $line .= join ' ', '', grep { /^default:/ }
            split /\n/, `getfacl -cpE -- '$path' 2>/dev/null`;
    }
    chmod 0700, $path;
    opendir my $dir, $path or die "$path: $!\n";
    my @names = sort grep { !/\A\.\.?\z/ } readdir $dir;
    closedir $dir;
    my @below = map { take_down("$path/$_", "$name/$_") } @names;
    rmdir $path or die "$path: $!\n";
    return "$line\n", @below;
}

# Return an operand for a run in TOP.
sub random_operand {
    my ($top) = @_;

    return one_of('', '/', '.', '..', './', '..//', '//', '/.', 'n' x 255,
                  'n' x 256, 'a/' . 'n' x 256 . '/b', ' ', "new\nline", "it's",
                  "\xc3\xa9", "\xff", '-', '*', '/dev/null/x', '/proc/x')
        if percent(8);
    my @components = some_of(1, percent(85) ? 4 : 9, @COMPONENTS);
    my $ups = 0;
    # What is made above the directory that is taken down would stay.
    $_ = 'a' for grep { /^(?:\.\.|up)$/ && $UPS_MAX < ++$ups } @components;
    my $operand = join '', map { $_ . '/' x (percent(93) ? 1 : 1 + below(3)) }
        @components;
    $operand =~ s{/+\z}{} if percent(80);
    return "$top/$operand" if percent(6);
    return "./$operand" if percent(4);
    return $operand;
}

sub random_mode {
    return one_of(@OCTAL) if percent(30);
    return sprintf '%o', below(010000) if percent(25);
    return one_of(@REFUSED) if percent(8);
    return one_of(@SYMBOLIC) if percent(60);
    return join ',', map {
        join('', some_of(0, 2, qw(u g o a)))
            . join '', map { one_of('+', '-', '=')
                             . (percent(15) ? one_of('u', 'g', 'o')
                                : join '', some_of(0, 3, qw(r w x X s t))) }
                       1 .. 1 + below(2)
    } 1 .. 1 + below(3);
}

# Return options, and fill in ABOUT, a description of the call.
sub random_options {
    my ($about) = @_;
    my @options;

    if (percent(60)) {
        $about->{parents} = 1;
        push @options, [ one_of('-p', '-p', '--parents', '--parents', '-pp') ];
    }
    if (percent(60)) {
        my $mode = $about->{mode} = random_mode();
        push @options, one_of(['-m', $mode], ["--mode=$mode"],
                              ['--mode', $mode],
                              length $mode ? ["-m$mode"] : ['-m', $mode]);
    }
    if (percent(45)) {
        $about->{verbose} = 1;
        push @options, [ one_of('-v', '--verbose', '--verb') ];
    }
    push @options, [ one_of('-Z', '--context', '--context=x', '--cont') ]
        if percent(4);
    return shuffled(@options);
}

# Return a command to be run in the directory TOP, which is not there yet.
sub random_mkdir {
    my ($top) = @_;
    my %about = (program => 'mkdir');
    my @options = random_options(\%about);
    my $count = percent(97) ? 1 + below(percent(70) ? 2 : 5) : 0;
    my @operands = map { random_operand($top) } 1 .. $count;
    my %env = (LC_ALL => percent(95) ? 'C' : one_of(@Command::LOCALES));
    my $user = $> == 0 && percent(55) ? one_of(65534, 12345) : undef;
    my @args = map { @$_ } @options;

    # What both refuse.
    push @args, one_of('-q', '--nope', '--parnets', '-m', '--mode', '-p=x', '--parents=x',
                       '--verbose=1', '-vq') if percent(2);
    if (grep { /^-./ } @operands or percent(10)) {
        push @args, '--', @operands;
    }
    elsif (percent(85)) {
        push @args, @operands;
    }
    else {
        unshift @args, @operands;
        if (@operands && percent(20)) {
            # What follows the first operand is an operand too.
            $env{POSIXLY_CORRECT} = '';
            %about = (program => 'mkdir');
            @operands = @args;
        }
    }
    return {
        dir    => $top,
        args   => \@args,
        env    => \%env,
        umask  => percent(80) ? oct one_of(@UMASKS) : below(01000),
        user   => $user,
        stdout => percent(97) ? (percent(50) ? 'kept' : 'with errors')
            : one_of('full', 'closed'),
        about  => { %about, operands => \@operands },
        tree   => random_tree($top, $user),
    };
}

# Make the tree of COMMAND, carry that out, and return its outcome with the
# tree that is there then.
sub perform_mkdir {
    my ($command) = @_;

    make_tree($command);
    my $outcome = run_command($command);
    return { %$outcome, tree => join '',
             take_down((above($command->{dir}))[0], '..') };
}

1;
