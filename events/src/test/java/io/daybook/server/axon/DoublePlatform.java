package io.daybook.server.axon;

import io.axoniq.axonserver.grpc.InstructionAck;
import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformInboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformInfo;
import io.axoniq.axonserver.grpc.control.PlatformOutboundInstruction;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.stub.StreamObserver;

/** The service that clients ask first: here there is one server, and whoever asks stays with it. */
final class DoublePlatform extends PlatformServiceGrpc.PlatformServiceImplBase {
    @Override
    public void getPlatformServer(
            ClientIdentification client, StreamObserver<PlatformInfo> answer) {
        answer.onNext(
                PlatformInfo.newBuilder()
                        .setSameConnection(true)
                        .setPrimary(NodeInfo.newBuilder().setNodeName("double"))
                        .build());
        answer.onCompleted();
    }

    @Override
    public StreamObserver<PlatformInboundInstruction> openStream(
            StreamObserver<PlatformOutboundInstruction> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(PlatformInboundInstruction instruction) {
                if (!instruction.getInstructionId().isEmpty()) {
                    answer.onNext(
                            PlatformOutboundInstruction.newBuilder()
                                    .setAck(
                                            InstructionAck.newBuilder()
                                                    .setInstructionId(
                                                            instruction.getInstructionId())
                                                    .setSuccess(true))
                                    .build());
                }
            }

            @Override
            public void onError(Throwable cause) {
                // The client has gone: nothing is kept of it.
                return;
            }

            @Override
            public void onCompleted() {
                answer.onCompleted();
            }
        };
    }
}
