package dev.gatehouse.digest.markdown;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** An explicit anchor, {@code {#name}}, wherever Markdown may stand; {@code \{#name}} is none. */
final class AnchorMark extends CustomNode {
    /** A text that is an anchor and nothing else; the first group is its name. */
    static final Pattern ALONE = Pattern.compile("\\{#([^\\s{}]+)}");

    private final String name;

    AnchorMark(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    String source() {
        return "{#" + name + "}";
    }

    static final class Factory implements InlineContentParserFactory {

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('{');
        }

        @Override
        public InlineContentParser create() {
            return Factory::parse;
        }

        private static ParsedInline parse(InlineParserState state) {
            Scanner scanner = state.scanner();
            if (!scanner.next("{#")) {
                return ParsedInline.none();
            }
            Position start = scanner.position();
            scanner.match(Factory::isOfAName);
            String name = scanner.getSource(start, scanner.position()).getContent();
            return name.isEmpty() || !scanner.next('}')
                    ? ParsedInline.none()
                    : ParsedInline.of(new AnchorMark(name), scanner.position());
        }

        private static boolean isOfAName(char c) {
            return c != '{' && c != '}' && c != Scanner.END && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
        }
    }
}
