package dev.gatehouse.digest.markdown;

import java.util.List;
import java.util.regex.Matcher;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.jspecify.annotations.Nullable;

/**
 * Parses a passage unless it is not worth it. What is plain text is taken as it is, for speed.
 *
 * <p>Leaves a passage with very many opening brackets as it is, but for the anchors at its lines' ends: for every link the parser
 * goes through all brackets that are still open, so that two megabytes of {@code ![[]()} would take it hours. It offers no
 * other way than its own class to put something before it.
 */
final class BoundedInlineParser implements InlineParser {
    static final int MOST_BRACKETS = 1000;
    /** Punctuation that is never markup: with letters and digits alone it makes most cells and many steps. */
    private static final String PLAIN = ".,:;-/()'%";

    /** Says that what is around it was not parsed. */
    static final class Unparsed extends CustomNode {}

    private final InlineParser parser;

    BoundedInlineParser(InlineParserContext context) {
        parser = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node block) {
        if (lines.getLines().size() == 1 && plain(lines.getContent(), block)) {
            return;
        }
        if (brackets(lines.getLines()) <= MOST_BRACKETS) {
            parser.parse(lines, block);
            return;
        }
        block.appendChild(new Unparsed());
        for (SourceLine line : lines.getLines()) {
            Line.of(line.getContent().toString()).addTo(block);
            block.appendChild(new SoftLineBreak());
        }
    }

    private static boolean plain(String content, Node block) {
        Line line = Line.of(content);
        for (int i = 0; i < line.text.length(); i++) {
            char c = line.text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c == ' ' || PLAIN.indexOf(c) >= 0 || Character.isLetterOrDigit(c))) {
                return false;
            }
        }
        line.addTo(block);
        return true;
    }

    private static int brackets(List<SourceLine> lines) {
        int brackets = 0;
        for (SourceLine line : lines) {
            String content = line.getContent().toString();
            for (int at = content.indexOf('['); at >= 0; at = content.indexOf('[', at + 1)) {
                brackets++;
            }
        }
        return brackets;
    }

    /** A line and the anchor at its end. */
    private record Line(String text, @Nullable String anchor) {

        static Line of(String content) {
            int mark = content.lastIndexOf("{#");
            if (mark >= 0) {
                Matcher anchor =
                        AnchorMark.ALONE.matcher(content.substring(mark).stripTrailing());
                if (anchor.matches()) {
                    return new Line(content.substring(0, mark), anchor.group(1));
                }
            }
            return new Line(content, null);
        }

        void addTo(Node block) {
            block.appendChild(new Text(text));
            if (anchor != null) {
                block.appendChild(new AnchorMark(anchor));
            }
        }
    }
}
