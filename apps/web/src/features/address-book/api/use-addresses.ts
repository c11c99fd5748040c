'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { mine } from '@/features/account';
import {
  addMyAddress,
  deleteMyAddress,
  getAddressSchema,
  getStore,
  listMyAddresses,
  setMyDefaultAddress,
  updateMyAddress,
  type Address,
  type AddressInput,
} from '@/shared/api/generated';

const addressesKey = mine('addresses');

export function useAddresses(first: Address[]) {
  return useQuery({
    queryKey: addressesKey,
    initialData: first,
    queryFn: async ({ signal }) => (await listMyAddresses({ signal, throwOnError: true })).data.items,
  });
}

function useAddressMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: addressesKey }) });
}

export const useDeleteAddress = () =>
  useAddressMutation((id: string) => deleteMyAddress({ path: { id }, throwOnError: true }));

export const useMakeDefault = () =>
  useAddressMutation((id: string) => setMyDefaultAddress({ path: { id }, throwOnError: true }));

/** Writes an address down, or a new one when there is no id. */
export function useSaveAddress(id: string | undefined) {
  return useAddressMutation(async (body: AddressInput) =>
    id === undefined
      ? (await addMyAddress({ body, throwOnError: true })).data
      : (await updateMyAddress({ path: { id }, body, throwOnError: true })).data,
  );
}

/** What an address consists of in a country, and the zones of the region that lies there. */
export function useAddressForm(region: { slug: string; country: string } | undefined) {
  return useQuery({
    queryKey: ['address-form', region?.slug],
    enabled: region !== undefined,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      const { slug = '', country = '' } = region ?? {};
      const [schema, store] = await Promise.all([
        getAddressSchema({ path: { country }, signal, throwOnError: true }),
        getStore({ path: { region: slug }, signal, throwOnError: true }),
      ]);
      return { schema: schema.data, zones: store.data.zones };
    },
  });
}
