# SPDX-License-Identifier: GPL-3.0-or-later
# Files.pm -- a tree of awkward files for stat to look at

package Files;

use strict;
use warnings;
use Exporter 'import';
use Socket;
use Chance;

our @EXPORT = qw(make_files);

# Seconds since 1970 that some program gets wrong; a file system that cannot
# store one stores what it can, and both programs see that.
my @TIMES = qw(0 1 -1 -0.000000001 -0.876543211 -1.5 -5.04 -5.000000001
               0.999999999 67413.023456789 1000000000.000000001 1234567890.1
               2147483647.999999999 2147483648 -2147483648 -2147483649.75
               4294967295.999999999 4294967296.5 15032385535 253402300799
               253402300800 -62135596800 -62167219201.001 67767976233532799
               67768036191676799 67768036191676800 9223372036854775807);

my @NAMES = ('plain', 'two words', "it's", 'quo"te', 'back\\slash',
             "new\nline", "tab\ttab", "bell\a", "esc\e[31m", "del\x7f",
             'star*', '?', '[x]',
             '$HOME', '`id`', '~', '~user', '#hash', 'a#b', '{', '{}', 'a{b}',
             '=x', 'a=b', '!', 'a!b', ';', '&', '|', '<', '>', '(', ')', '^',
             '%s', 'a%nb', ':', ',', '@', '+', "\xc3\xa9t\xc3\xa9",
             "\xe2\x82\xac", "\xc3", "\xff\xfe", "a\x80b", "\xe2\x80\xa8",
             "\xc2\xa0", "'", "''", '"', "'\"", "\n", "\nx", "x\n", ' ', ' x',
             'x ', '\\', '\\n', "a'\nb", "a\"'b", 'a -> b', "\x01",
             'n' x 255, '-', '-c', '--', '--help', '-L', 'CON', 'a:b',
             "\xf0\x9f\x98\x80", "\xef\xbf\xbd", "\xed\xa0\x80");

sub make_file {
    my ($name, $text) = @_;

    open my $file, '>:raw', "./$name" or return;
    print {$file} $text // '' or warn "$name: $!";
    close $file or warn "$name: $!";
    return $name;
}

# Make a file of SIZE bytes that takes no space.
sub make_sparse {
    my ($name, $size) = @_;

    make_file($name) && truncate "./$name", $size or return;
    return $name;
}

sub make_socket {
    my ($name) = @_;

    socket my $socket, PF_UNIX, SOCK_STREAM, 0 or return;
    bind $socket, sockaddr_un($name) or return;
    return $name;
}

# Set a time, 'atime' or 'mtime', of what NAME itself is, as touch -d writes
# it; return true on success.
sub set_time {
    my ($which, $time, $name) = @_;

    return system('touch', '-h', "--time=$which", '-d', $time, '--',
                  "./$name") == 0;
}

# Make links, each with its target, and what they lead to.
sub make_links {
    my %target = (
        'link' => 'plain', 'link dir' => 'dir', 'link-space' => 'two words',
        'dangling' => 'nowhere', "dangling\nline" => "no\nwhere",
        'loop' => 'loop', 'loop-a' => 'loop-b', 'loop-b' => 'loop-a',
        'link-link' => 'link', 'link-quote' => "it's", 'link-tab' => "\tx",
        'link-odd' => "\xff\x01", 'link-long' => 'x/' x 2040,
        'link-slash' => 'dir/', 'link-file-slash' => 'plain/',
        'link-dot' => '.', 'link-null' => '/dev/null', 'link-root' => '/',
        'link-pid' => '/proc/self', 'link-e' => "\xc3\xa9t\xc3\xa9",
        'link-long-name' => 'n' x 256, '-link' => '-', "link'" => 'a -> b',
    );
    my @made = grep { symlink $target{$_}, $_ } sort keys %target;

    # Reading a link sets its access time, unless that is the latest one.
    set_time('mtime', '@' . one_of(@TIMES[ 0 .. 15 ]), $_) for @made;
    set_time('atime', '@' . (time + 1_000_000_000) . '.' . below(999_999_999),
             $_) for @made;
    return @made;
}

# Make what only root can: device nodes, and files of other owners.
sub make_as_root {
    my @devices = (['null', 'c', 1, 3], ['loop0', 'b', 7, 0],
                   ['big-c', 'c', 4095, 1048575], ['big-b', 'b', 259, 65536],
                   ['zero-c', 'c', 0, 0], ['sda255', 'b', 8, 255],
                   ['c256', 'c', 256, 256], ['tty', 'c', 4, 300]);
    my @owners = ([1, 2], [65534, 65534], [12345, 54321],
                  [4294967294, 4294967294], [2147483648, 2147483647],
                  [0, 4294967294]);
    my @made;

    for (@devices) {
        my ($name, @how) = @$_;
        push @made, "dev-$name" if system('mknod', "dev-$name", @how) == 0;
    }
    for (@owners) {
        my ($user, $group) = @$_;
        my $name = make_file("owner-$user-$group", "$user\n");
        push @made, $name if chown $user, $group, $name;
    }
    return @made;
}

sub make_special {
    my @made = ('dir', 'dir/sub', 'dir/file', 'fifo', 'socket');

    mkdir 'dir' and mkdir 'dir/sub' and make_file('dir/file', 'in dir');
    mkdir 'secret' and make_file('secret/file') and chmod 0, 'secret';
    system('mkfifo', 'fifo') == 0 or warn "no fifo\n";
    make_socket('socket');
    make_sparse('sparse-40', 2**40 + 1);
    make_sparse('sparse-31', 2**31);
    make_sparse('sparse-43', 2**43);
    link 'plain', 'hard';
    for (0, 07777, 04644, 02644, 01644, 06711, map { below(010000) } 1 .. 9) {
        my $name = make_file(sprintf 'mode-%04o', $_);
        push @made, $name if chmod $_, $name;
    }
    for (01777, 02755, 07000) {
        my $name = sprintf 'dir-%04o', $_;
        push @made, $name if mkdir $name and chmod $_, $name;
    }
    return (@made, 'sparse-40', 'sparse-31', 'sparse-43', 'hard', 'secret',
            'secret/file');
}

sub make_times {
    my @made;

    for (0 .. $#TIMES) {
        my $name = make_file("time-$_", 'x' x below(20_000));
        set_time('mtime', '@' . $TIMES[$_], $name) and
        set_time('atime', '@' . one_of(@TIMES), $name) and
        push @made, $name, $name;
    }
    return @made;
}

# Fill the working directory; return operands that lead to what was made, and
# some that lead nowhere.
sub make_files {
    my @made = grep { make_file($_, 'x' x below(9_000)) } @NAMES;

    push @made, make_special(), make_links(), make_times();
    push @made, make_as_root() if $> == 0;
    return (@made, '', '.', '..', '/', '//', 'dir/', 'dir//', './plain',
            'plain/', 'plain/.', 'link/', 'link dir/', 'link dir/.',
            'dir/../plain', 'missing', "mis\nsing", 'missing/x', 'plain/x',
            'n' x 256, 'x/' x 2500, 'loop/x', './-', '-', '/dev/null',
            '/dev/tty', '/proc', '/proc/version', '/proc/mounts',
            '/proc/1/exe', '/proc/1/cwd', '/proc/sys/kernel/ostype', '/sys',
            '/dev/zero', '/etc/passwd', '/tmp', '/bin', '/dev/fd',
            '/dev/stdin');
}

1;
