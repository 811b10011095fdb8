package dev.gatehouse.architecture.planted.packet;

import dev.gatehouse.architecture.planted.notice.Notice;

public final class PacketThatKnowsNotices {
    public Notice announced() {
        return new Notice(this);
    }
}
