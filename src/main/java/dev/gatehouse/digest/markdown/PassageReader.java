package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.domain.runbook.Passage;
import dev.gatehouse.digest.domain.runbook.Wording;
import dev.gatehouse.digest.domain.runbook.Wording.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one unit says. The first mark {@code {#name}} at the end of one of its lines is its anchor; one that stands
 * elsewhere is text.
 */
final class PassageReader {
    private static final String RECORD = "record:";
    private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>");

    private final LinkLimits limits;
    private final Wording.Builder wording = new Wording.Builder();
    private final List<String> recordLinks = new ArrayList<>();
    private @Nullable String anchor;

    PassageReader(LinkLimits limits) {
        this(limits, null);
    }

    /** @param anchor of the unit, where one was found in what was read of it before */
    PassageReader(LinkLimits limits, @Nullable String anchor) {
        this.limits = limits;
        this.anchor = anchor;
    }

    /** What stands in a block, apart from what was read before it. */
    PassageReader read(Node block) {
        wording.text(" ");
        children(block);
        return this;
    }

    /** As it is, without Markdown. */
    PassageReader literal(String text) {
        wording.text(" ").text(text);
        return this;
    }

    Passage passage(Lines lines) {
        return new Passage(anchor, wording.build(), recordLinks, lines);
    }

    Wording wording() {
        return wording.build();
    }

    @Nullable
    String anchor() {
        return anchor;
    }

    List<String> recordLinks() {
        return recordLinks;
    }

    /** The parser limits how deep these nest. */
    private void children(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            inline(node);
        }
    }

    private void inline(Node node) {
        if (node instanceof Text text) {
            wording.text(text.getLiteral());
        } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
            wording.text(" ");
        } else if (node instanceof AnchorMark mark) {
            anchor(mark);
        } else if (node instanceof Code code) {
            wording.mark(Mark.CODE).text(code.getLiteral()).mark(Mark.CODE_END);
        } else if (node instanceof Emphasis) {
            between(Mark.EMPHASIS, node, Mark.EMPHASIS_END);
        } else if (node instanceof StrongEmphasis) {
            between(Mark.STRONG, node, Mark.STRONG_END);
        } else if (node instanceof Link link) {
            if (link.getDestination().startsWith(RECORD)) {
                recordLinks.add(link.getDestination());
            }
            link(Mark.LINK, node, link.getDestination(), link.getTitle());
        } else if (node instanceof Image image) {
            link(Mark.IMAGE, node, image.getDestination(), image.getTitle());
        } else if (node instanceof HtmlInline html) {
            wording.text(html.getLiteral());
        } else if (node instanceof BoundedInlineParser.Unparsed) {
            limits.passed();
        } else {
            children(node);
        }
    }

    private void between(Mark begin, Node node, Mark end) {
        wording.mark(begin);
        children(node);
        wording.mark(end);
    }

    private void link(Mark begin, Node node, String destination, @Nullable String title) {
        between(begin, node, Mark.DESTINATION);
        if (limits.allow(destination, title)) {
            wording.hidden(destination);
            if (title != null) {
                wording.mark(Mark.TITLE).hidden(title);
            }
        }
        wording.mark(Mark.LINK_END);
    }

    private void anchor(AnchorMark mark) {
        if (anchor == null && endsLine(mark)) {
            anchor = mark.name();
        } else {
            wording.text(mark.source());
        }
    }

    private static boolean endsLine(Node mark) {
        for (Node node = mark; isInline(node); node = node.getParent()) {
            Node next = node.getNext();
            while (next != null && isNotSeen(next)) {
                next = next.getNext();
            }
            if (next != null) {
                return next instanceof SoftLineBreak || next instanceof HardLineBreak || isBreak(next);
            }
        }
        return true;
    }

    private static boolean isNotSeen(Node node) {
        return (node instanceof Text text
                        && Wording.of(text.getLiteral()).text().isEmpty())
                || (node instanceof HtmlInline html && html.getLiteral().startsWith("<!--"));
    }

    private static boolean isBreak(Node node) {
        return node instanceof HtmlInline html
                && BREAK.matcher(html.getLiteral()).matches();
    }

    private static boolean isInline(Node node) {
        return node instanceof AnchorMark
                || node instanceof Emphasis
                || node instanceof StrongEmphasis
                || node instanceof Link;
    }
}
