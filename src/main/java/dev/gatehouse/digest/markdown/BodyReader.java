package dev.gatehouse.digest.markdown;

import dev.gatehouse.digest.domain.runbook.Lines;
import dev.gatehouse.digest.domain.runbook.Outline;
import dev.gatehouse.digest.domain.runbook.Passage;
import dev.gatehouse.digest.markdown.Warning.Kind;
import java.util.HashSet;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.jspecify.annotations.Nullable;

/** Walks over the blocks of a file and puts each under what it is to people. */
final class BodyReader {
    private final Source source;
    private final Outline outline;
    private final Warnings warnings;
    private final LinkLimits limits;
    private final TableReader tables;
    private final Set<LinkTarget> linked = new HashSet<>();

    BodyReader(Source source, Outline outline, Warnings warnings) {
        this.source = source;
        this.outline = outline;
        this.warnings = warnings;
        limits = new LinkLimits(warnings);
        tables = new TableReader(source, outline, warnings, limits);
    }

    /** Where a link leads. */
    private record LinkTarget(String destination, @Nullable String title) {}

    void read(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                linked.add(new LinkTarget(link.getDestination(), link.getTitle()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                linked.add(new LinkTarget(image.getDestination(), image.getTitle()));
                visitChildren(image);
            }
        });
        blocks(document, Outline.NOWHERE, 1);
    }

    /** @param within the list item around the blocks */
    private void blocks(Node parent, int within, int depth) {
        if (depth > Markdown.DEEPEST) {
            warnings.add(
                    Kind.DEEP_NESTING,
                    String.valueOf(Markdown.DEEPEST),
                    source.lines(parent).from());
        }
        for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
            if (!isTextOfItem(block)) {
                block(block, within, depth + 1);
            }
        }
    }

    private void block(Node block, int within, int depth) {
        if (block instanceof ListBlock list) {
            items(list, within, depth);
        } else if (block instanceof TableBlock table) {
            tables.read(table, within);
        } else if (block instanceof Heading heading && block.getParent() instanceof Document) {
            outline.heading(heading.getLevel(), passage(heading));
        } else if (block instanceof Paragraph || block instanceof Heading) {
            outline.paragraph(passage(block), within);
        } else if (block instanceof FencedCodeBlock || block instanceof IndentedCodeBlock) {
            outline.code(CodeReader.read(block, source), within);
        } else if (block instanceof HtmlBlock html) {
            outline.paragraph(literal(html.getLiteral(), html), within);
        } else if (block instanceof LinkReferenceDefinition definition) {
            // what links say of it is part of what they say
            if (!linked.contains(new LinkTarget(definition.getDestination(), definition.getTitle()))) {
                outline.paragraph(literal(definition(definition), definition), within);
            }
        } else if (block instanceof BlockQuote) {
            blocks(block, within, depth);
        } else if (!(block instanceof ThematicBreak)) {
            throw new IllegalStateException("no kind of unit for " + block);
        }
    }

    private Passage passage(Node block) {
        return new PassageReader(limits).read(block).passage(source.lines(block));
    }

    private Passage literal(String text, Node block) {
        return new PassageReader(limits).literal(text).passage(source.lines(block));
    }

    private static String definition(LinkReferenceDefinition definition) {
        String title = definition.getTitle() == null ? "" : " " + definition.getTitle();
        return "[" + definition.getLabel() + "]: " + definition.getDestination() + title;
    }

    private void items(ListBlock list, int within, int depth) {
        Integer number = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            item(item, number, within, depth + 1);
            number = number == null ? null : number + 1;
        }
    }

    /** An item says what its own paragraphs say; all else in it is a unit of its own. */
    private void item(Node item, @Nullable Integer number, int around, int depth) {
        PassageReader reader = new PassageReader(limits);
        int first = source.lines(item).from();
        int last = first;
        for (Node block = item.getFirstChild(); block != null; block = block.getNext()) {
            if (isTextOfItem(block)) {
                if (block instanceof HtmlBlock html) {
                    reader.literal(html.getLiteral());
                } else {
                    reader.read(block);
                }
                last = source.lines(block).to();
            }
        }
        int within = outline.item(number, reader.passage(new Lines(first, last)), around);
        blocks(item, within, depth);
    }

    private static boolean isTextOfItem(Node block) {
        return block.getParent() instanceof ListItem
                && (block instanceof Paragraph || block instanceof Heading || block instanceof HtmlBlock);
    }
}
