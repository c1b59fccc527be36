#include "textflag.h"

// Two rows of the tile for one input: Y12 and Y13 hold 16 weights.
#define ROWPAIR(a, b, a0, a1, b0, b1) \
	VBROADCASTSS (a)(DI*4), Y14; \
	VBROADCASTSS (b)(DI*4), Y15; \
	VFMADD231PS  Y12, Y14, a0; \
	VFMADD231PS  Y13, Y14, a1; \
	VFMADD231PS  Y12, Y15, b0; \
	VFMADD231PS  Y13, Y15, b1

// reg = base + rows[i]*stride
#define ROWADDRESS(i, base, stride, reg) \
	MOVLQSX (i*4)(BX), reg; \
	IMULQ   stride, reg; \
	ADDQ    base, reg

// Positive part plus residual; DX is residual minus dst in bytes, Y15 zero.
#define RESIDUAL(row, r0, r1) \
	VMAXPS r0, Y15, r0; \
	VMAXPS r1, Y15, r1; \
	VADDPS (row)(DX*1), r0, r0; \
	VADDPS 32(row)(DX*1), r1, r1

#define STORE(row, r0, r1) \
	VMOVUPS r0, (row); \
	VMOVUPS r1, 32(row)

// func tileAVX2(inputs int, strip, bias, src *float32, srcStride int, dst *float32, dstStride int, rows *[tileRows]int32, residual *float32)
// The sums of row i are in Y(2i) and Y(2i+1), its address in R(8+i).
TEXT ·tileAVX2(SB), NOSPLIT, $0-72
	MOVQ inputs+0(FP), CX
	MOVQ strip+8(FP), SI
	MOVQ bias+16(FP), DI
	MOVQ src+24(FP), AX
	MOVQ srcStride+32(FP), DX
	MOVQ rows+56(FP), BX
	SHLQ $2, DX
	ROWADDRESS(0, AX, DX, R8)
	ROWADDRESS(1, AX, DX, R9)
	ROWADDRESS(2, AX, DX, R10)
	ROWADDRESS(3, AX, DX, R11)
	ROWADDRESS(4, AX, DX, R12)
	ROWADDRESS(5, AX, DX, R13)
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVAPS Y0, Y2
	VMOVAPS Y1, Y3
	VMOVAPS Y0, Y4
	VMOVAPS Y1, Y5
	VMOVAPS Y0, Y6
	VMOVAPS Y1, Y7
	VMOVAPS Y0, Y8
	VMOVAPS Y1, Y9
	VMOVAPS Y0, Y10
	VMOVAPS Y1, Y11
	XORQ    DI, DI

input:
	VMOVUPS (SI), Y12
	VMOVUPS 32(SI), Y13
	ROWPAIR(R8, R9, Y0, Y1, Y2, Y3)
	ROWPAIR(R10, R11, Y4, Y5, Y6, Y7)
	ROWPAIR(R12, R13, Y8, Y9, Y10, Y11)
	ADDQ $64, SI
	INCQ DI
	CMPQ DI, CX
	JLT  input

	MOVQ dst+40(FP), AX
	MOVQ dstStride+48(FP), DX
	SHLQ $2, DX
	ROWADDRESS(0, AX, DX, R8)
	ROWADDRESS(1, AX, DX, R9)
	ROWADDRESS(2, AX, DX, R10)
	ROWADDRESS(3, AX, DX, R11)
	ROWADDRESS(4, AX, DX, R12)
	ROWADDRESS(5, AX, DX, R13)
	MOVQ residual+64(FP), DX
	TESTQ DX, DX
	JZ   store
	SUBQ AX, DX
	VXORPS Y15, Y15, Y15
	RESIDUAL(R8, Y0, Y1)
	RESIDUAL(R9, Y2, Y3)
	RESIDUAL(R10, Y4, Y5)
	RESIDUAL(R11, Y6, Y7)
	RESIDUAL(R12, Y8, Y9)
	RESIDUAL(R13, Y10, Y11)

store:
	STORE(R8, Y0, Y1)
	STORE(R9, Y2, Y3)
	STORE(R10, Y4, Y5)
	STORE(R11, Y6, Y7)
	STORE(R12, Y8, Y9)
	STORE(R13, Y10, Y11)
	VZEROUPPER
	RET

// Sum of the eight values of Y(y), in X(y); Y(t) is lost.
#define HORIZONTAL(x, y, t) \
	VEXTRACTF128 $1, y, t; \
	VADDPS       t, x, x; \
	VHADDPS      x, x, x; \
	VHADDPS      x, x, x

// func momentsAVX2(x []float32) (total, squares float32)
TEXT ·momentsAVX2(SB), NOSPLIT, $0-32
	MOVQ   x_base+0(FP), SI
	MOVQ   x_len+8(FP), CX
	LEAQ   (SI)(CX*4), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	JMP    test

sixteen:
	VMOVUPS     (SI), Y4
	VMOVUPS     32(SI), Y5
	VADDPS      Y4, Y0, Y0
	VADDPS      Y5, Y1, Y1
	VFMADD231PS Y4, Y4, Y2
	VFMADD231PS Y5, Y5, Y3
	ADDQ        $64, SI

test:
	CMPQ SI, CX
	JLT  sixteen
	VADDPS Y1, Y0, Y0
	VADDPS Y3, Y2, Y2
	HORIZONTAL(X0, Y0, X1)
	HORIZONTAL(X2, Y2, X1)
	VMOVSS X0, total+24(FP)
	VMOVSS X2, squares+28(FP)
	VZEROUPPER
	RET

// func addScaledAVX2(sum, x []float32, scale float32)
TEXT ·addScaledAVX2(SB), NOSPLIT, $0-52
	MOVQ         sum_base+0(FP), DI
	MOVQ         sum_len+8(FP), CX
	MOVQ         x_base+24(FP), SI
	VBROADCASTSS scale+48(FP), Y0
	XORQ         DX, DX
	JMP          test

sixteen:
	VMOVUPS     (DI)(DX*4), Y1
	VMOVUPS     32(DI)(DX*4), Y2
	VFMADD231PS (SI)(DX*4), Y0, Y1
	VFMADD231PS 32(SI)(DX*4), Y0, Y2
	VMOVUPS     Y1, (DI)(DX*4)
	VMOVUPS     Y2, 32(DI)(DX*4)
	ADDQ        $16, DX

test:
	CMPQ DX, CX
	JLT  sixteen
	VZEROUPPER
	RET

// func normalizeAVX2(x, gamma, beta []float32, mean, scale float32)
TEXT ·normalizeAVX2(SB), NOSPLIT, $0-80
	MOVQ         x_base+0(FP), DI
	MOVQ         x_len+8(FP), CX
	MOVQ         gamma_base+24(FP), SI
	MOVQ         beta_base+48(FP), BX
	VBROADCASTSS mean+72(FP), Y0
	VBROADCASTSS scale+76(FP), Y1
	XORQ         DX, DX
	JMP          test

eight:
	VMOVUPS     (DI)(DX*4), Y2
	VSUBPS      Y0, Y2, Y2
	VMULPS      Y1, Y2, Y2
	VMOVUPS     (BX)(DX*4), Y3
	VFMADD132PS (SI)(DX*4), Y3, Y2
	VMOVUPS     Y2, (DI)(DX*4)
	ADDQ        $8, DX

test:
	CMPQ DX, CX
	JLT  eight
	VZEROUPPER
	RET
