package dev.gatehouse.digest.domain.publication;

import java.util.regex.Pattern;

/**
 * Paths inside a repository, such as {@code runbooks/**}: {@code *} and {@code ?} stand for characters of one name,
 * {@code **} for any number of folders and whatever lies in them. Everything else stands for itself.
 */
public final class PathPattern {
    private final String text;
    private final Pattern pattern;

    private PathPattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException where it is blank */
    public static PathPattern of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A pattern of paths is empty; expected one such as runbooks/**.");
        }
        StringBuilder expression = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            String[] wildcard = wildcardAt(text, at);
            expression.append(wildcard[1]);
            at += wildcard[0].length();
        }
        return new PathPattern(text, Pattern.compile(expression.toString(), Pattern.DOTALL));
    }

    private static String[] wildcardAt(String text, int at) {
        if (text.startsWith("**/", at)) {
            return new String[] {"**/", "(?:.*/)?"};
        } else if (text.startsWith("**", at)) {
            return new String[] {"**", ".*"};
        } else if (text.charAt(at) == '*') {
            return new String[] {"*", "[^/]*"};
        } else if (text.charAt(at) == '?') {
            return new String[] {"?", "[^/]"};
        }
        String literal = text.substring(at, at + 1);
        return new String[] {literal, Pattern.quote(literal)};
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
