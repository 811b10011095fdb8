package dev.gatehouse.architecture.planted.notice;

import dev.gatehouse.architecture.planted.packet.PacketThatKnowsNotices;

public record Notice(PacketThatKnowsNotices packet) {}
