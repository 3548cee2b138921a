# SPDX-License-Identifier: GPL-3.0-or-later
# Peers.pm -- the programs and builtins of others that this machine has

package Peers;

use strict;
use warnings;
use Exporter 'import';

our @EXPORT_OK = qw(find_peers find_builtins missing);

my @missing;

# Return the names of what was looked for and not found.
sub missing { return @missing }

# Return the path of PROGRAM, or undef, and then it is missing.
sub find_program {
    my ($program) = @_;
    my @found = grep { -f && -x _ } map { "$_/$program" } split /:/, $ENV{PATH};

    push @missing, $program if !@found;
    return $found[0];
}

# Return the program NAME of MAKE, as an array, in one of PLACES and with a version
# that matches PATTERN, or undef, and then it is missing.
sub find_make {
    my ($make, $pattern, $name, @places) = @_;

    for my $program (grep { -f && -x _ } map { "$_/$name" } @places) {
        my $version = `'$program' --version 2>/dev/null </dev/null`;
        return [$program] if $version =~ $pattern;
    }
    push @missing, "$make $name";
    return undef;
}

# Return Python itself, which on the path may be a script that calls it.
sub find_python {
    my $python = find_program('python3') // return undef;

    chomp(my $self = `'$python' -c 'import sys; print(sys.executable)'`);
    return $self;
}

# Return a hash of the programs of others.
sub find_peers {
    my @path = split /:/, $ENV{PATH};
    my $uutils = '/usr/lib/cargo/bin/coreutils';   # where Debian keeps them

    return (
        gnu => { map { $_ => find_make('GNU', qr/\(GNU coreutils\)/, $_, @path) }
                 qw(stat mkdir) },
        uutils => { map { $_ => find_make('uutils', qr/^\S+ [\d.]+$/, $_, $uutils) }
                    qw(stat mkdir) },
        map({ $_ => find_program($_) } qw(bash busybox toybox find strace)),
        python => find_python());
}

# Return the output of the builtin NAME of FILE, loaded by BASH, for --version,
# "" if it has no such option, or undef if BASH cannot load it.
sub builtin_version {
    my ($bash, $name, $file) = @_;

    return undef if !-f $file;
    open my $pipe, '-|', $bash, '-c',
        'exec 2>&1; enable -f "$1" "$0" || exit; "$0" --version || echo', $name, $file
        or die "$bash: $!\n";
    my $output = join '', <$pipe>;
    return close $pipe ? $output =~ /^\S+ \(/ ? $output : '' : undef;
}

# Return a hash of the builtins that BASH, if defined, can load: "ours", a hash of
# those in LOADABLES, and "bash", a hash of those that come with bash.
sub find_builtins {
    my ($bash, $loadables) = @_;
    my %found = (ours => {}, bash => {});

    return %found if !defined $bash;
    for my $name (qw(lstat mkdir)) {
        my $file = "$loadables/$name";
        if (builtin_version($bash, $name, $file)) { $found{ours}{$name} = $file }
        else { push @missing, "builtin $name" }
    }
    chomp(my $places = `pkg-config --variable=loadablesdir bash 2>/dev/null`);
    my @places = grep { $_ ne '' } $places, split(/:/, $ENV{BASH_LOADABLES_PATH} // ''),
        qw(/usr/lib/bash /usr/local/lib/bash);
    for my $name (qw(stat mkdir)) {
        # A mkdir that knows --version is one of these.
        my ($file) = grep { (builtin_version($bash, $name, $_) // 'none') eq '' }
            map { "$_/$name" } @places;
        if ($file) { $found{bash}{$name} = $file }
        else { push @missing, "bash's loadable $name" }
    }
    return %found;
}

1;
