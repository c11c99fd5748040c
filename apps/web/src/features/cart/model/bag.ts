import { createAction } from '@reduxjs/toolkit';
import type { Reducer } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';

/** The little a page knows about its bag without asking: whether there is one, and whether it stands open. */
export type BagState = { hasCart: boolean; isOpen: boolean };

const cartFound = createAction<boolean>('bag/cartFound');
const bagOpened = createAction<boolean>('bag/opened');

// Two flags need no immer: a plain reducer keeps five kilobytes off every page.
export const bagReducer: Reducer<BagState> = (state = { hasCart: false, isOpen: false }, action) => {
  if (cartFound.match(action)) return { ...state, hasCart: action.payload };
  if (bagOpened.match(action)) return { ...state, isOpen: action.payload };
  return state;
};

type WithBag = { bag: BagState };

export const useBag = () => useSelector((state: WithBag) => state.bag);
export const useBagActions = () => {
  const dispatch = useDispatch();
  return {
    setHasCart: (hasCart: boolean) => dispatch(cartFound(hasCart)),
    setOpen: (isOpen: boolean) => dispatch(bagOpened(isOpen)),
  };
};
