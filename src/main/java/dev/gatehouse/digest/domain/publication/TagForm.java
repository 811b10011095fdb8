package dev.gatehouse.digest.domain.publication;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the tag of a publication looks like, such as {@code published/YYYY-MM-DD[.n]}: literal text with each of
 * {@code YYYY}, {@code MM} and {@code DD} once, and where more than one may be published on a day a part in brackets
 * that may be left out, in which {@code n} is a number from 1. The date must be one of the calendar.
 */
public final class TagForm {

    /** What is wrong with a tag's name. */
    public enum Fault {
        OTHER_SHAPE,
        NO_SUCH_DATE
    }

    private final String text;
    private final Pattern pattern;

    private TagForm(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException with what is wrong with the form */
    public static TagForm of(String text) {
        return new TagForm(text, Pattern.compile(new Translation(text).expression()));
    }

    /** Nothing where the tag has this form. */
    public Optional<Fault> faultOf(String tag) {
        Matcher parts = pattern.matcher(tag);
        if (!parts.matches()) {
            return Optional.of(Fault.OTHER_SHAPE);
        }
        try {
            LocalDate.of(number(parts, "year"), number(parts, "month"), number(parts, "day"));
            return Optional.empty();
        } catch (DateTimeException none) {
            return Optional.of(Fault.NO_SUCH_DATE);
        }
    }

    private static int number(Matcher parts, String name) {
        return Integer.parseInt(parts.group(name));
    }

    /** As the policy has it. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TagForm form && form.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Of one form into a regular expression, from left to right. */
    private static final class Translation {
        private final String form;
        private final StringBuilder expression = new StringBuilder();
        private int at;

        Translation(String form) {
            this.form = form;
        }

        String expression() {
            while (at < form.length()) {
                if (!took("YYYY", "(?<year>[0-9]{4})")
                        && !took("MM", "(?<month>[0-9]{2})")
                        && !took("DD", "(?<day>[0-9]{2})")
                        && !tookOptionalPart()) {
                    literal(form.charAt(at));
                }
            }
            for (String part : new String[] {"year", "month", "day"}) {
                if (!expression.toString().contains("(?<" + part + ">")) {
                    throw wrong("it says nowhere which " + part);
                }
            }
            return expression.toString();
        }

        private boolean took(String placeholder, String group) {
            if (!form.startsWith(placeholder, at)) {
                return false;
            }
            if (expression.indexOf(group) >= 0) {
                throw wrong(placeholder + " stands in it twice");
            }
            expression.append(group);
            at += placeholder.length();
            return true;
        }

        private boolean tookOptionalPart() {
            if (form.charAt(at) != '[') {
                return false;
            }
            int end = form.indexOf(']', at);
            String part = end < 0 ? "" : form.substring(at + 1, end);
            int number = part.indexOf('n');
            if (number < 0 || part.indexOf('n', number + 1) >= 0 || part.indexOf('[') >= 0) {
                throw wrong("a part in brackets needs one n, and its closing bracket");
            }
            expression
                    .append("(?:")
                    .append(Pattern.quote(part.substring(0, number)))
                    .append("[1-9][0-9]*")
                    .append(Pattern.quote(part.substring(number + 1)))
                    .append(")?");
            at = end + 1;
            return true;
        }

        private void literal(char one) {
            if (one == ']') {
                throw wrong("a bracket closes that was not opened");
            }
            expression.append(Pattern.quote(String.valueOf(one)));
            at++;
        }

        private IllegalArgumentException wrong(String why) {
            return new IllegalArgumentException("The tag form \"%s\" can't be used: %s; expected one such as %s."
                    .formatted(form, why, "published/YYYY-MM-DD[.n]"));
        }
    }
}
