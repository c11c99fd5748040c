import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';

/** The little a page knows about its bag without asking: whether there is one, and whether it stands open. */
export type BagState = { hasCart: boolean; isOpen: boolean };

const slice = createSlice({
  name: 'bag',
  initialState: { hasCart: false, isOpen: false } as BagState,
  reducers: {
    cartFound: (state, action: PayloadAction<boolean>) => {
      state.hasCart = action.payload;
    },
    bagOpened: (state, action: PayloadAction<boolean>) => {
      state.isOpen = action.payload;
    },
  },
});

export const { cartFound, bagOpened } = slice.actions;
export const bagReducer = slice.reducer;

type WithBag = { bag: BagState };

export const useBag = () => useSelector((state: WithBag) => state.bag);
export const useBagActions = () => {
  const dispatch = useDispatch();
  return {
    setHasCart: (hasCart: boolean) => dispatch(cartFound(hasCart)),
    setOpen: (isOpen: boolean) => dispatch(bagOpened(isOpen)),
  };
};
