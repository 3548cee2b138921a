# SPDX-License-Identifier: GPL-3.0-or-later
# Formats.pm -- random formats for stat, and a parser that returns what they hold

package Formats;

use strict;
use warnings;
use Exporter 'import';
use Chance;

our @EXPORT = qw(random_format format_pieces);

# What the reference cannot do, or gives in another way from call to call;
# set by the driver: %m inside bind mounts, modifier Q before 9.11.
our $FILE_LETTERS = 'aAbBCdDfFgGhimnNorRstTuUwWxXyYzZ';
our $FILE_SYSTEM_LETTERS = 'abcdfilnsStT';
our $MODIFIERS = 'HL';

my @UNKNOWN = (qw(e E j J k K l O p P q v V c S H L M 8x), '&', '(', ']',
               '~', ',', '_', '$', "\x01", "\xc3\xa9", "\xff");
my @TEXT = ('', ' ', '|', 'x', ' d', "\n", "\t", '"', "'", 'r:', '{}', '#',
            "\xc3\xa9\xe2\x82\xac", "\xff\xfe", "\x7f", '\\', '\\n', 's',
            '0', '.5', '%%', '%%n', '- ');
my @ESCAPE = ('\\n', '\\t', '\\a', '\\b', '\\e', '\\f', '\\r', '\\v', '\\"',
              '\\\\', '\\0', '\\101', '\\1234', '\\400', '\\777', '\\8',
              '\\x41', '\\x4', '\\x414', '\\xfg', '\\x', '\\xg', '\\c', '\\q',
              "\\'", '\\%', '\\E', '\\u00e9', "\\\xc3\xa9", "\\\n");

sub random_flags {
    return '' if percent(50);
    return join '', some_of(1, percent(80) ? 2 : 6, '-', '+', ' ', '#', '0',
                            "'", 'I', '0', '-', '0');
}

sub random_width {
    return '' if percent(55);
    return 1 + below(12) if percent(60);
    return one_of(0, '00', 1 + below(60), 9, 13, 18, 20, 25) if percent(92);
    return one_of(255, 1024, 10_000, 2147483648, '0000012', 999999999999,
                  '99999999999999999999999');
}

sub random_precision {
    my ($chance) = @_;

    return '' if !percent($chance);
    return '.' . one_of('', 0 .. 12, 3, 6, 9, '03', 25) if percent(96);
    return '.' . one_of(1000, 4000, 2147483648, 999999999999);
}

# Return a directive; FILE_SYSTEM selects the letters that exist.
sub random_directive {
    my ($file_system) = @_;
    my @letters = split //,
        $file_system ? $FILE_SYSTEM_LETTERS : $FILE_LETTERS;
    # A file system's free blocks and inodes change by themselves, and so make
    # a run worth nothing now and then.
    my $letter = one_of(percent(30) && !$file_system
                        ? split(//, 'WXYZwxyz') : @letters);

    $letter = one_of(split //, $MODIFIERS)
        . one_of('d', 'r', 'd', 'r', 's', 'n', 'N') if percent(8);
    $letter = one_of(@UNKNOWN) if percent(3);
    $letter = one_of('n', 'i', 't', 'T', 's', 'S')
        if $file_system && $letter =~ /[fad]/ && percent(70);
    return "%$letter" if percent(35);
    return '%' . random_flags() . random_width()
        . random_precision($letter =~ /[WXYZ]/ ? 60 : 30) . $letter;
}

# Return a format; PRINTF selects its language.
sub random_format {
    my ($printf, $file_system) = @_;
    my @pieces;

    for (1 .. 1 + below(percent(80) ? 4 : 12)) {
        push @pieces, one_of(@TEXT) if percent(40);
        push @pieces, random_directive($file_system) if percent(90);
        push @pieces, one_of(@ESCAPE) if percent($printf ? 25 : 3);
        # A width or flag makes a bare percent sign an error.
        push @pieces, '%' . random_flags() . random_width()
            . random_precision(30) . '%' if percent(0.7);
    }
    push @pieces, one_of('%', '%5', '%-', '%.', '%.3', "%'", '%H', '%5H')
        if percent(3);
    push @pieces, '\\' if percent($printf ? 3 : 1);
    my $format = join '', @pieces;
    # A field's name is no directive of GNU's.
    $format =~ s/(%[-'+ #0I]*\d*(?:\.\d*)?)\{/$1/g while
        $format =~ /%[-'+ #0I]*\d*(?:\.\d*)?\{/;
    return $format;
}

my $SPEC = qr/([-'+ \#0I]*) (\d*) (?:\.(\d*))?/x;

# Return the directive that stands next in $$FORMAT, past its percent sign.
sub next_directive {
    my ($format, $file_system) = @_;
    my $start = pos($$format) - 1;
    my %piece = (kind => 'directive');

    $$format =~ /\G$SPEC/gc;
    @piece{qw(flags width precision)} = ($1, $2, $3);
    my $bare = pos $$format == $start + 1;
    my $huge = grep { length && $_ > 2147483647 } ($2, $3 // '');
    my $known = $file_system ? $FILE_SYSTEM_LETTERS : $FILE_LETTERS;
    if (!$file_system && ($$format =~ /\G([HL][dr])/gc
                          || $MODIFIERS =~ /Q/ && $$format =~ /\G(Qn)/gc)) {
        $piece{letter} = $1;
    }
    elsif ($$format =~ /\G(.)/sgc) {
        $piece{letter} = $1;
        $piece{kind} = $1 eq '%' ? $bare ? 'text' : 'invalid'
            : index($known, $1) < 0 ? 'unknown' : 'directive';
    }
    else {
        $piece{letter} = '';
        $piece{kind} = $bare ? 'text' : 'invalid';
    }
    $piece{kind} = 'huge' if $huge && $piece{kind} ne 'invalid';
    $piece{text} = substr $$format, $start, pos($$format) - $start;
    return \%piece;
}

# Return the pieces of FORMAT: for each its kind (text, escape, directive,
# unknown, invalid, or huge if a number in it exceeds an int) and text; for
# directives flags, width, precision and letter.
sub format_pieces {
    my ($format, $printf, $file_system) = @_;
    my @pieces;

    pos($format) = 0;
    while (pos $format < length $format) {
        if ($format =~ /\G%/gc) {
            push @pieces, next_directive(\$format, $file_system);
        }
        elsif ($printf && $format =~
               /\G(\\(?:[0-7]{1,3}|x[[:xdigit:]]{1,2}|.|\z))/sgc) {
            push @pieces, { kind => 'escape', text => $1 };
        }
        else {
            $format =~ /\G(.)/sgc;
            push @pieces, { kind => 'text', text => $1 };
        }
    }
    return @pieces;
}

1;
